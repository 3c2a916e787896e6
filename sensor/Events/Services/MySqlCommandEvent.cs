using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A login or command of MySQL with its answer, or without; one line of mysql.log. Nobody changes it once it was emitted.</summary>
public sealed class MySqlCommandEvent : SensorEvent
{
    /// <summary>When it was sent.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>Zeek's name of the command ("login", "query", "quit").</summary>
    public required string Command { get; init; }
    /// <summary>User name, statement or whatever else the command is about; empty without.</summary>
    public required string Argument { get; init; }
    /// <summary>Whether the server did it; null when it did not answer.</summary>
    public bool? Success { get; set; }
    /// <summary>Rows that were changed; 0 for results.</summary>
    public long? Rows { get; set; }
    /// <summary>What the server said of the failure.</summary>
    public string? Response { get; set; }
    /// <summary>Version in the server's greeting ("8.0.35", "5.5.5-10.11.6-MariaDB"), with logins.</summary>
    public string? ServerVersion { get; init; }
}
