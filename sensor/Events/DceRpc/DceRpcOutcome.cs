namespace NetSensor.Events;

/// <summary>What became of a remote procedure call or of a bind.</summary>
public enum DceRpcOutcome : byte
{
    /// <summary>No answer was seen.</summary>
    Unanswered,
    /// <summary>The server answered; a bind was acknowledged.</summary>
    Answered,
    /// <summary>The server answered with a fault; a bind was refused.</summary>
    Faulted,
}
