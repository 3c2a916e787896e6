namespace NetSensor.Protocols.DceRpc;

/// <summary>What the handles of a conversation stand for, as the calls told that opened them ("PSEXESVC", "HKLM\SYSTEM").</summary>
public sealed class HandleNames
{
    private const int MaxNames = 64;                // open at a time; tools hold a few, and most are closed soon

    private const int MaxLength = 512;              // keys are 255 characters a level; opened level by level they would grow without end
    private const int HandleLength = 20;
    private const int StatusLength = 4;

    private readonly Dictionary<Guid, string> _names = [];

    /// <summary>The name of a handle; null when it has none.</summary>
    public string? NameOf(Guid handle) => _names.GetValueOrDefault(handle);

    /// <summary>Names the handle in a whole answer after the parameters of the request, when the operation returns one.</summary>
    public void NameReturned(DceRpcCall call, ReadOnlySpan<byte> answer, bool isLittleEndian)
    {
        if (call.Interface?.Parameters(call.Opnum) is not { NamesHandleBy.Count: > 0 } parameters || answer.Length < HandleLength + StatusLength) return;
        var at = parameters.HandleIsLast ? answer.Length - StatusLength - HandleLength : 0;
        var reader = new DceRpcReader(answer[at..], isLittleEndian);
        reader.Skip(HandleLength - 16);
        var handle = reader.Uuid();
        if (handle == Guid.Empty || Name(parameters.NamesHandleBy, call) is not { } name) return;
        if (_names.Count >= MaxNames) _names.Clear();
        _names[handle] = name;
    }

    private static string? Name(IReadOnlyList<string> parts, DceRpcCall call)
    {
        if (parts[0][0] == '=') return parts[0][1..];
        string? name = null;
        foreach (var part in parts)
        {
            if (call.Arguments?.Find(argument => argument.Name == part)?.Value is not { Length: > 0 } value) continue;
            name = name is null ? value : $"{name}\\{value}";
        }
        return name is { Length: > MaxLength } ? name[..MaxLength] : name;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _names.Clear();
}
