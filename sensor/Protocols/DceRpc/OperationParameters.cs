namespace NetSensor.Protocols.DceRpc;

/// <summary>Parameters of one operation, as far as they are read, and what the handle that it returns is called.</summary>
public sealed class OperationParameters
{
    /// <summary>The parameters, in order.</summary>
    public required IReadOnlyList<NdrField> Fields { get; init; }

    /// <summary>Parameters whose texts, joined by a backslash, name the returned handle; "=TEXT" alone names it so; empty when none is returned.</summary>
    public IReadOnlyList<string> NamesHandleBy { get; init; } = [];

    /// <summary>Whether the returned handle stands at the end of the answer, in front of the status, and not at its beginning.</summary>
    public bool HandleIsLast { get; init; }
}
