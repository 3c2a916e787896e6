using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>The details of the flows that have some, by number, so that the table itself holds no references.</summary>
internal sealed class DetailsStore
{
    private const int KeptIdle = 4096; // enough for the coming and going of a busy second; more would be held for nothing

    private const int DetailsBytes = 144; // fetched ahead

    private readonly Stack<int> _freeNumbers = new();
    private readonly Stack<FlowDetails> _idle = new();
    private FlowDetails?[] _details = new FlowDetails?[256];
    private int _created = 1; // 0 says "none"

    /// <summary>Details by number.</summary>
    public FlowDetails this[int number] => _details[number]!;

    /// <summary>Asks for the memory that says where these details are.</summary>
    public void FetchPlaceOf(int number) => CacheLines.Fetch(ref _details[number]);

    /// <summary>Asks for these details.</summary>
    public void FetchAhead(int number) => CacheLines.Fetch(_details[number], DetailsBytes);

    /// <summary>A number with fresh details.</summary>
    public int Rent()
    {
        if (!_freeNumbers.TryPop(out var number))
        {
            if (_created == _details.Length) Array.Resize(ref _details, _details.Length * 2);
            number = _created++;
        }
        _details[number] = _idle.TryPop(out var details) ? details : new FlowDetails();
        return number;
    }

    /// <summary>Takes them back.</summary>
    public void Return(int number)
    {
        var details = _details[number]!;
        _details[number] = null;
        _freeNumbers.Push(number);
        details.Reset();
        if (_idle.Count < KeptIdle) _idle.Push(details);
    }
}
