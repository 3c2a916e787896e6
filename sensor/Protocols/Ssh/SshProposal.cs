using NetSensor.Wire;

namespace NetSensor.Protocols.Ssh;

/// <summary>
/// What one side offers for the key exchange (RFC 4253 §7.1).
/// <code>| SSH_MSG_KEXINIT 1 | cookie 16 | ten lists of names, each behind its length 4 | first packet follows 1 | reserved 4 |</code>
/// </summary>
public sealed class SshProposal
{
    private const int Lists = (int)SshNameList.CompressionToClient + 1; // languages, which follow, tell nothing
    private const int CookieBytes = 16;
    private const int MaxNames = 256;           // of a list that are looked at; implementations offer up to thirty
    private const int MaxNameBytes = 128;       // RFC 4251 §6 allows 64
    private const string NoneInCommon = "Algorithm negotiation failed"; // as Zeek says it

    private readonly byte[] _bytes;
    private readonly (int Start, int Length)[] _lists = new (int, int)[Lists];

    private SshProposal(byte[] bytes) => _bytes = bytes;

    /// <summary>The names of a list, joined by commas.</summary>
    public ReadOnlySpan<byte> this[SshNameList list] => _bytes.AsSpan(_lists[(int)list].Start, _lists[(int)list].Length);

    /// <summary>Reads the payload of a packet behind its type; null when it is cut.</summary>
    public static SshProposal? Read(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        reader.Skip(CookieBytes);
        var proposal = new SshProposal(payload.ToArray());
        for (var list = 0; list < Lists; list++)
        {
            var length = reader.U32();
            proposal._lists[list] = (reader.Position, (int)Math.Min(length, int.MaxValue));
            reader.Skip((int)Math.Min(length, int.MaxValue));
        }
        return reader.Truncated ? null : proposal;
    }

    /// <summary>The client's first name that the server has too (RFC 4253 §7.1).</summary>
    public static string Choose(SshNameList list, SshProposal client, SshProposal server)
    {
        var rest = client[list];
        for (var names = 0; names < MaxNames && !rest.IsEmpty; names++)
        {
            var name = Take(ref rest);
            if (!name.IsEmpty && Has(server[list], name)) return EscapedText.From(name, MaxNameBytes);
        }
        return NoneInCommon;
    }

    /// <summary>What is chosen for both directions; one name when it is the same.</summary>
    public static string Choose(SshNameList toServer, SshNameList toClient, SshProposal client, SshProposal server)
    {
        var there = Choose(toServer, client, server);
        var back = Choose(toClient, client, server);
        return there == back ? there : $"To server: {there}, to client: {back}";
    }

    private static bool Has(ReadOnlySpan<byte> names, ReadOnlySpan<byte> wanted)
    {
        for (var count = 0; count < MaxNames && !names.IsEmpty; count++)
            if (Take(ref names).SequenceEqual(wanted)) return true;
        return false;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> names)
    {
        var end = names.IndexOf((byte)',');
        var name = end < 0 ? names : names[..end];
        names = end < 0 ? default : names[(end + 1)..];
        return name;
    }
}
