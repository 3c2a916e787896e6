using System.Globalization;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Flows.Tcp;

/// <summary>
/// What SYN and SYN-ACK show of the stack that sent them: time to live, window, maximum segment size, window scale and the order of the options
/// (RFC 9293 §3.1, RFC 7323 §2.2). Each combination has a number and one text, so that a flow keeps four bytes and nothing is allocated for known ones.
/// </summary>
internal sealed class SynTraits
{
    private const int MaxKnown = 65_535;            // real networks show hundreds; what a flood invents beyond is told as unknown, and counted
    private const int MaxOptions = 15;              // four bits each; real SYNs have up to nine
    private const int FixedHeader = 20;

    private readonly Dictionary<Traits, int> _numbers = [];
    private readonly List<string?> _texts = [null];

    /// <summary>Combinations that found no room.</summary>
    public long Unknown { get; private set; }

    private readonly record struct Traits(ulong Options, ushort Window, ushort SegmentSize, byte TimeToLive, sbyte Scale, bool DontFragment);

    /// <summary>The number of what this segment shows; 0 when there is no room for it.</summary>
    public int NumberOf(in PacketHeaders headers, ReadOnlySpan<byte> bytes)
    {
        var traits = Read(headers, bytes);
        if (_numbers.TryGetValue(traits, out var number)) return number;
        if (_texts.Count > MaxKnown)
        {
            Unknown++;
            return 0;
        }
        number = _texts.Count;
        _texts.Add(Describe(traits));
        _numbers.Add(traits, number);
        return number;
    }

    /// <summary>"ttl=64 win=64240 mss=1460 ws=7 opts=MSTNW df"; null for 0.</summary>
    public string? TextOf(int number) => number > 0 && number < _texts.Count ? _texts[number] : null;

    private static Traits Read(in PacketHeaders headers, ReadOnlySpan<byte> bytes)
    {
        ushort size = 0;
        sbyte scale = -1;
        ulong order = 0;
        var options = bytes[Math.Min(headers.TransportOffset + FixedHeader, headers.PayloadOffset)..headers.PayloadOffset];
        var reader = new ByteReader(options);
        for (var count = 0; count < MaxOptions && !reader.AtEnd; count++) // ends: counts up
        {
            var kind = reader.U8();
            if (kind > 1)
            {
                var length = reader.U8();
                var value = reader.Bytes(length - 2);
                if (length < 2 || reader.Truncated) break;
                if (kind == 2 && value.Length == 2) size = (ushort)((value[0] << 8) | value[1]);
                if (kind == 3 && value.Length == 1) scale = (sbyte)Math.Min(value[0], (byte)sbyte.MaxValue);
            }
            order = (order << 4) | Letter(kind);
            if (kind == 0) break;                   // what follows is filling
        }
        var isSet = !headers.IsIPv6 && bytes.Length > headers.NetworkOffset + 6 && (bytes[headers.NetworkOffset + 6] & 0x40) != 0;
        return new Traits(order, headers.Window, size, headers.TimeToLive, scale, isSet);
    }

    /// <summary>Place of an option's letter in <see cref="Describe"/>: 0 is none.</summary>
    private static ulong Letter(byte kind) => kind switch { 0 => 1, 1 => 2, 2 => 3, 3 => 4, 4 => 5, 8 => 6, _ => 7 };

    private static string Describe(in Traits traits)
    {
        const string letters = ".ENMWST?";          // end, no operation, maximum segment size, window scale, SACK permitted, time stamps, other
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"ttl={traits.TimeToLive} win={traits.Window}");
        if (traits.SegmentSize > 0) text.Append(CultureInfo.InvariantCulture, $" mss={traits.SegmentSize}");
        if (traits.Scale >= 0) text.Append(CultureInfo.InvariantCulture, $" ws={traits.Scale}");
        if (traits.Options != 0) text.Append(" opts=");
        for (var shift = 60; shift >= 0; shift -= 4)
            if (((int)(traits.Options >> shift) & 15) is var letter and not 0) text.Append(letters[letter]);
        if (traits.DontFragment) text.Append(" df");
        return text.ToString();
    }
}
