using NetSensor.Events;

namespace NetSensor.Protocols.Dns;

/// <summary>DNS over UDP and TCP, multicast DNS, LLMNR and the NetBIOS name service: one format, one parser.</summary>
public static class DnsProtocol
{
    /// <summary>Zeek's name of the service.</summary>
    public const string Name = "dns";

    private const int MaxLikelyQuestions = 25;          // as the parser
    private const int LengthPrefix = 2;

    /// <summary>Datagrams: DNS, NBNS, mDNS (RFC 6762), LLMNR (RFC 4795).</summary>
    public static ProtocolDescriptor OverUdp { get; } =
        new(Name, Transport.Udp, [53, 137, 5353, 5355], ProbeDatagram, static () => new DnsParser());

    /// <summary>Streams: DNS, LLMNR.</summary>
    public static ProtocolDescriptor OverTcp { get; } =
        new(Name, Transport.Tcp, [53], ProbeStream, static () => new DnsParser()) { NamesPartialFlows = true };

    /// <summary>On its own ports a header that could be one; elsewhere nothing but one flawless standard query.</summary>
    private static ProbeVerdict ProbeDatagram(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        var isDns = likelyPort ? IsPlausible(bytes) : direction == Direction.FromOriginator && IsFlawlessQuery(bytes);
        return isDns ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static ProbeVerdict ProbeStream(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        if (CouldBeginMessage(bytes)) return ProbeVerdict.Maybe;
        if (bytes.Length < LengthPrefix + DnsHeader.Length) return ProbeVerdict.No;
        var frame = FrameLength(bytes);
        var message = bytes[LengthPrefix..];
        if (likelyPort) return frame >= DnsHeader.Length && IsPlausible(message) ? ProbeVerdict.Yes : ProbeVerdict.No;
        if (direction != Direction.FromOriginator || frame > message.Length) return ProbeVerdict.No;
        return IsFlawlessQuery(message[..frame]) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Whether DNS or one of its relatives lives on this port.</summary>
    internal static bool IsHome(ushort port) => port is 53 or 137 or 5353 or 5355;

    /// <summary>Whether too few bytes of a stream are here to tell if they begin a message, and nothing speaks against it.</summary>
    internal static bool CouldBeginMessage(ReadOnlySpan<byte> bytes) =>
        bytes.Length < LengthPrefix + DnsHeader.Length && (bytes.Length < LengthPrefix || FrameLength(bytes) >= DnsHeader.Length);

    /// <summary>Whether these bytes of a stream begin with the length of a message and a message that asks one good question.</summary>
    internal static bool BeginsMessage(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LengthPrefix + DnsHeader.Length) return false;
        var message = bytes[LengthPrefix..];
        var frame = FrameLength(bytes);
        return frame >= DnsHeader.Length && IsPlausible(message) && FirstQuestionIsGood(message[..Math.Min(frame, message.Length)]);
    }

    private static int FrameLength(ReadOnlySpan<byte> bytes) => (bytes[0] << 8) | bytes[1];

    private static bool IsPlausible(ReadOnlySpan<byte> message) =>
        DnsHeader.TryRead(message, out var header)
        && header.Questions <= MaxLikelyQuestions
        && (message.Length == DnsHeader.Length
            || header.Questions + header.Answers + header.Authorities + header.Additionals > 0);

    private static bool IsFlawlessQuery(ReadOnlySpan<byte> message)
    {
        if (!DnsHeader.TryRead(message, out var header)) return false;
        const ushort recursionDesiredAdCd = 0x0130; // the only bits that a standard query sets
        if ((header.Flags & ~recursionDesiredAdCd) != 0) return false;
        if (header.Questions != 1 || header.Answers != 0 || header.Authorities != 0 || header.Additionals > 1) return false;
        Span<byte> scratch = stackalloc byte[DnsName.MaxBytes];
        var reader = new DnsMessageReader(message, false, scratch);
        if (!IsGoodQuestion(ref reader)) return false;
        if (header.Additionals == 1 && (!reader.TryRecord(out var record, out _) || record.Type is not (DnsType.Opt or DnsType.Tsig)))
            return false;
        return reader.Fault == DnsFault.None && reader.Position == message.Length;
    }

    private static bool FirstQuestionIsGood(ReadOnlySpan<byte> message)
    {
        Span<byte> scratch = stackalloc byte[DnsName.MaxBytes];
        var reader = new DnsMessageReader(message, false, scratch);
        return DnsHeader.TryRead(message, out var header) && header.Questions == 1 && IsGoodQuestion(ref reader);
    }

    private static bool IsGoodQuestion(scoped ref DnsMessageReader reader)
    {
        if (!reader.TryQuestion(out var question, out var name) || reader.Fault != DnsFault.None) return false;
        if (question.Class is not (1 or 3 or 255) || !DnsCodes.IsKnownType(question.Type)) return false;
        foreach (var letter in name)
            if (letter is <= 0x20 or >= 0x7F) return false;
        return true;
    }
}
