using System.Globalization;

namespace NetSensor.Protocols.DceRpc;

/// <summary>An interface of DCE/RPC and the names of its operations, by number.</summary>
public sealed class DceRpcInterface(Guid id, string name, string?[] operations)
{
    /// <summary>Its identifier.</summary>
    public Guid Id { get; } = id;

    /// <summary>Zeek's name of it, or "unknown-" and the identifier.</summary>
    public string Name { get; } = name;

    /// <summary>What calls have whose bind was not seen.</summary>
    public static DceRpcInterface Unknown { get; } = new(Guid.Empty, "unknown", []);

    /// <summary>Name of an operation; "unknown-" and the number when it has none.</summary>
    public string Operation(int opnum) =>
        opnum < operations.Length && operations[opnum] is { } known ? known : string.Create(CultureInfo.InvariantCulture, $"unknown-{opnum}");
}
