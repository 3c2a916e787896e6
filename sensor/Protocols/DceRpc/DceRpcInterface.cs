using System.Globalization;

namespace NetSensor.Protocols.DceRpc;

/// <summary>An interface of DCE/RPC and its operations, by number.</summary>
public sealed class DceRpcInterface
{
    private readonly string?[] _operations;
    private readonly OperationParameters?[] _parameters;

    /// <summary>An interface with the names of its operations; those without are null.</summary>
    public DceRpcInterface(Guid id, string name, string?[] operations)
    {
        Id = id;
        Name = name;
        _operations = operations;
        _parameters = new OperationParameters?[operations.Length];
        for (var opnum = 0; opnum < operations.Length; opnum++)
            if (operations[opnum] is { } operation) _parameters[opnum] = OperationCatalog.Find(name, operation);
    }

    /// <summary>What calls have whose bind was not seen.</summary>
    public static DceRpcInterface Unknown { get; } = new(Guid.Empty, "unknown", []);

    /// <summary>Its identifier.</summary>
    public Guid Id { get; }

    /// <summary>Zeek's name of it, or "unknown-" and the identifier.</summary>
    public string Name { get; }

    /// <summary>Name of an operation; "unknown-" and the number when it has none.</summary>
    public string Operation(int opnum) =>
        opnum < _operations.Length && _operations[opnum] is { } known ? known : string.Create(CultureInfo.InvariantCulture, $"unknown-{opnum}");

    /// <summary>Parameters of an operation; null when they are not read.</summary>
    public OperationParameters? Parameters(int opnum) => opnum < _parameters.Length ? _parameters[opnum] : null;
}
