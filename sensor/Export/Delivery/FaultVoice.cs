namespace NetSensor.Export.Delivery;

/// <summary>Tells an operator of a fault once when it begins, of another cause at most once a minute, and once when it is over.</summary>
/// <param name="name">Of whom it speaks.</param>
/// <param name="say">Takes the line.</param>
/// <param name="clock">Measures the minute.</param>
internal sealed class FaultVoice(string name, Action<string> say, TimeProvider clock)
{
    private static readonly TimeSpan BetweenCauses = TimeSpan.FromMinutes(1);

    private string? _told;
    private long _toldAt, _since;

    /// <summary>The fault at present; null when there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>It failed.</summary>
    public void Failed(string reason, long waiting)
    {
        if (Fault is null) _since = clock.GetTimestamp();
        var isNews = Fault is null || (reason != _told && clock.GetElapsedTime(_toldAt) >= BetweenCauses);
        Fault = reason;
        if (!isNews) return;
        (_told, _toldAt) = (reason, clock.GetTimestamp());
        say($"warning: exporter {name}: {reason}; {waiting} records wait, and it is tried again");
    }

    /// <summary>It succeeded.</summary>
    public void Succeeded(long waiting)
    {
        if (Fault is null) return;
        Fault = null;
        say($"exporter {name}: delivers again after {clock.GetElapsedTime(_since).TotalSeconds:F0} s; {waiting} records wait");
    }
}
