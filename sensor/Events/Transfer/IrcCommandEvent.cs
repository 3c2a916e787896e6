namespace NetSensor.Events;

/// <summary>
/// A client of IRC named itself or joined a channel, or a file was offered; one line of irc.log. Fields mean what Zeek's documentation of irc.log
/// says; what was not seen is null.
/// </summary>
public sealed class IrcCommandEvent : SensorEvent
{
    /// <summary>Nickname before the command.</summary>
    public string? Nick { get; init; }
    /// <summary>User name before the command.</summary>
    public string? User { get; init; }
    /// <summary>"NICK", "USER", "JOIN" or "DCC".</summary>
    public required string Command { get; init; }
    /// <summary>The new name or the channel; who is offered the file.</summary>
    public required string Value { get; init; }
    /// <summary>What else the command says.</summary>
    public string? Additional { get; init; }
    /// <summary>Name of the file that is offered.</summary>
    public string? FileName { get; init; }
    /// <summary>Size of the file as its sender tells it.</summary>
    public long? FileSize { get; init; }
}
