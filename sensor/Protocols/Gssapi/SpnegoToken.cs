using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Gssapi;

/// <summary>
/// A token of SPNEGO (RFC 4178 §4.2).
/// <code>
/// first token:  60 len | 06 len SPNEGO | a0 len | 30 len | a0 mechanisms | a1 flags | a2 mechanism token | a3 signature
/// later tokens:                          a1 len | 30 len | a0 state | a1 mechanism | a2 mechanism token | a3 signature
/// </code>
/// </summary>
public readonly ref struct SpnegoToken
{
    private const int MaxFields = 8;                // each of the two tokens has four or five
    private const int MechanismTokenField = 2;

    /// <summary>How far the server is; null when the token does not say.</summary>
    public SpnegoState? State { get; private init; }

    /// <summary>The token of the mechanism inside; empty when there is none.</summary>
    public ReadOnlySpan<byte> MechanismToken { get; private init; }

    /// <summary>Reads a token, of which the end may be cut; false when it is none of SPNEGO.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SpnegoToken token)
    {
        token = default;
        var reader = new DerReader(bytes);
        var isInitial = reader.Next == DerTag.Application0;
        DerReader choice;
        if (isInitial)
        {
            if (!reader.TryEnter(DerTag.Application0, out var framed)) return false;
            if (!framed.TryRead(DerTag.ObjectIdentifier, out _) || !framed.TryEnter(DerTag.Context0, out choice)) return false;
        }
        else if (!reader.TryEnter(DerTag.Context1, out choice))
        {
            return false;
        }
        if (!choice.TryEnter(DerTag.Sequence, out var fields)) return false;
        token = ReadFields(fields, isInitial);
        return true;
    }

    private static SpnegoToken ReadFields(DerReader fields, bool isInitial)
    {
        SpnegoState? state = null;
        ReadOnlySpan<byte> mechanismToken = default;
        for (var i = 0; i < MaxFields && fields.TryEnterField(out var number, out var field); i++)
        {
            if (number == 0 && !isInitial && field.TryReadInteger(out var told)) state = (SpnegoState)(byte)told;
            if (number == MechanismTokenField && field.TryEnter(DerTag.OctetString, out var inside)) mechanismToken = inside.Rest;
        }
        return new SpnegoToken { State = state, MechanismToken = mechanismToken };
    }
}
