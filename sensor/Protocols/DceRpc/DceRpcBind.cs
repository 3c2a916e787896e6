namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// Bodies of bind, alter context and their answers (C706 §12.6.4.3 to §12.6.4.5).
/// <code>
/// request: | max send 2 | max receive 2 | group 4 | contexts 1 | reserved 3 | context … |
/// context: | id 2 | transfer syntaxes 1 | reserved 1 | interface 16 | major 2 | minor 2 | transfer syntax 20 … |
/// answer:  | max send 2 | max receive 2 | group 4 | address length 2 | address | padding to 4 | results 1 | reserved 3 | result … |
/// result:  | result 2 | reason 2 | transfer syntax 20 |
/// </code>
/// </summary>
public static class DceRpcBind
{
    /// <summary>Interfaces of a request that are looked at; Windows sends one to three, scanners up to about forty.</summary>
    public const int MaxContexts = 64;

    private const int SyntaxLength = 20;
    private const int MaxAddressLength = 256;        // pipes are shorter, ports have five digits

    /// <summary>Reads the interfaces of a bind or alter context; how many there were.</summary>
    public static int ReadContexts(ReadOnlySpan<byte> body, bool isLittleEndian, Span<DceRpcOffer> offers)
    {
        var reader = new DceRpcReader(body, isLittleEndian);
        reader.Skip(8);
        int count = reader.U8();
        reader.Skip(3);
        var found = 0;
        while (found < count && found < offers.Length)                 // ends: at most as many turns as a byte counts
        {
            var id = reader.U16();
            int syntaxes = reader.U8();
            reader.Skip(1);
            var uuid = reader.Uuid();
            var (major, minor) = (reader.U16(), reader.U16());
            if (reader.Truncated) break;
            var syntax = syntaxes > 0 ? new TransferSyntax(reader.Uuid()) : default;
            if (syntaxes > 0) reader.Skip(syntaxes * SyntaxLength - 16);
            offers[found++] = new DceRpcOffer(id, uuid, major, minor, syntax);
            if (reader.Truncated) break;
        }
        return found;
    }

    /// <summary>Reads an answer: the server's own address, and how many results were filled in, in the order of the request.</summary>
    public static int ReadResults(ReadOnlySpan<byte> body, bool isLittleEndian, Span<DceRpcResult> results, out string? address)
    {
        var reader = new DceRpcReader(body, isLittleEndian);
        reader.Skip(8);
        address = Address(reader.Bytes(reader.U16()));
        reader.Align(4);                                               // the header before the body has sixteen bytes
        int count = reader.U8();
        reader.Skip(3);
        var found = 0;
        while (found < count && found < results.Length)                // ends: at most as many turns as a byte counts
        {
            var result = reader.U16();
            reader.Skip(2);
            var syntax = new TransferSyntax(reader.Uuid());
            reader.Skip(4);
            if (reader.Truncated) break;
            results[found++] = new DceRpcResult(result, syntax);
        }
        return found;
    }

    private static string? Address(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty && bytes[^1] == 0) bytes = bytes[..^1];
        return bytes.IsEmpty ? null : EscapedText.From(bytes, MaxAddressLength);
    }
}
