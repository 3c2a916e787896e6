namespace NetSensor.Export.Http;

/// <summary>
/// Who visits the pages now: so many at a time. When all places are taken, a visitor makes room that has not asked for anything yet: of the address that
/// holds most of these places the one that came first. So neither silence nor numbers keep out who comes, asks and goes.
/// </summary>
/// <param name="most">Places.</param>
internal sealed class HttpVisits(int most)
{
    private readonly List<HttpVisit> _visits = new(most); // in the order in which they came
    private readonly Lock _lock = new();
    private long _cutOff;

    /// <summary>Visitors that were cut off because others wanted in.</summary>
    public long CutOff => Interlocked.Read(ref _cutOff);

    /// <summary>Lets a visitor in, in the place of another where there is none.</summary>
    public void Add(HttpVisit visit)
    {
        lock (_lock)
        {
            if (_visits.Count >= most) MakeRoom();
            _visits.Add(visit);
        }
    }

    /// <summary>The visitor's request is there.</summary>
    public void NoteRequest(HttpVisit visit)
    {
        lock (_lock) visit.HasAsked = true;
    }

    /// <summary>The visitor has gone, or was cut off before.</summary>
    public void Remove(HttpVisit visit)
    {
        lock (_lock) _visits.Remove(visit);
        visit.Dispose();
    }

    private void MakeRoom()
    {
        var silent = _visits.Where(visit => !visit.HasAsked).ToList();
        var last = (silent.Count > 0 ? silent : _visits).GroupBy(visit => visit.From).MaxBy(same => same.Count())!.First();
        _visits.Remove(last);
        last.Dispose();
        Interlocked.Increment(ref _cutOff);
    }
}
