using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;

namespace NetSensor.Host.Exceptions;

/// <summary>Asks the exceptions about findings that were told. Each finding counts on its own day, as it would have then.</summary>
internal sealed class ExceptionPreview
{
    private readonly FindingExceptions _exceptions;
    private readonly Dictionary<ExceptionTally, PreviewedException> _previewed;
    private readonly SortedDictionary<(string Detector, Severity Severity), long> _remaining = [];

    /// <summary>A preview of these exceptions.</summary>
    /// <param name="exceptions">In the order in which they are asked.</param>
    /// <param name="mostHosts">Hosts beyond which one is too wide.</param>
    public ExceptionPreview(IReadOnlyList<FindingException> exceptions, int mostHosts)
    {
        MostHosts = mostHosts;
        _exceptions = new FindingExceptions(exceptions);
        _previewed = _exceptions.Tallies.ToDictionary(tally => tally, tally => new PreviewedException(tally));
    }

    /// <summary>Hosts beyond which one is too wide.</summary>
    public int MostHosts { get; }

    /// <summary>Tellings looked at.</summary>
    public long Read { get; private set; }

    /// <summary>Lines that are no finding.</summary>
    public long Unread { get; private set; }

    /// <summary>Each exception with what it would have hidden.</summary>
    public IEnumerable<PreviewedException> Exceptions => _exceptions.Tallies.Select(tally => _previewed[tally]);

    /// <summary>What would still be told, by detector and severity.</summary>
    public IReadOnlyDictionary<(string Detector, Severity Severity), long> Remaining => _remaining;

    /// <summary>Takes in a finding, or a line that is none.</summary>
    public void Add(Detection? found)
    {
        if (found is null)
        {
            Unread++;
            return;
        }
        Read++;
        if (_exceptions.WhoHides(found) is { } tally) _previewed[tally].Add(found);
        else _remaining[(found.Detector, found.Severity)] = _remaining.GetValueOrDefault((found.Detector, found.Severity)) + 1;
    }
}
