using System.Text;
using NetSensor.Events;
using NetSensor.Protocols;

namespace NetSensor.Tests.Flows.Payload;

/// <summary>
/// A protocol of lines made up to reach every path of the payload side. A line "skip N" is followed by N bytes that are passed over unseen;
/// "done", "not", "bad" and "up" end the parser with that status; every other line is told as it is.
/// </summary>
internal sealed class LineProtocol(List<string> told, string name) : IProtocolParser
{
    private bool _used;

    /// <summary>A descriptor whose probe wants the prefix, and says maybe as long as it may still come.</summary>
    public static ProtocolDescriptor Descriptor(List<string> told, string name, string prefix, params ushort[] ports) =>
        new(name, Transport.Tcp, ports, Probe(prefix), () => new LineProtocol(told, name));

    public static Probe Probe(string prefix) => (bytes, _, likely) =>
    {
        var wanted = Encoding.ASCII.GetBytes(prefix).AsSpan();
        var common = Math.Min(bytes.Length, wanted.Length);
        if (likely && prefix.Length == 0) return ProbeVerdict.Yes;
        if (!bytes[..common].SequenceEqual(wanted[..common])) return bytes[0] == '+' ? ProbeVerdict.Maybe : ProbeVerdict.No;
        return common == wanted.Length ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    };

    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        _used = true;
        long consumed = 0;
        while (consumed < bytes.Length)
        {
            var rest = bytes[(int)consumed..];
            var end = rest.IndexOf((byte)'\n');
            if (end < 0) break;
            consumed += end + 1;
            var line = Encoding.ASCII.GetString(rest[..end]);
            Tell((direction == Direction.FromOriginator ? "> " : "< ") + line);
            if (line == "done") return ParseResult.Done;
            if (line == "not") return ParseResult.NotThis;
            if (line == "bad") return ParseResult.Violation;
            if (line == "up") return ParseResult.Upgrade(consumed);
            if (line.StartsWith("skip ", StringComparison.Ordinal)) consumed += long.Parse(line[5..]);
        }
        return ParseResult.Continue(consumed);
    }

    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        Tell($"gap {missingBytes}");
        return ParseResult.Continue(0);
    }

    public void OnEndOfStream(Direction direction, IFlowContext flow) => Tell("end");

    public void OnClose(IFlowContext flow) => Tell("close");

    public void Reset()
    {
        _used = false;
    }

    private void Tell(string what) => told.Add($"{name}{(_used || what[0] is 'g' or 'e' or 'c' ? "" : "?")} {what}");
}
