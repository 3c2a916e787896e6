using static NetSensor.Capture.Pcap.NativePcap;

namespace NetSensor.Capture.Live;

/// <summary>
/// The classic BPF program by which the kernel spreads packets over the rings of a fanout group: a symmetric hash of the outermost IP addresses,
/// in the spirit of <c>ShardHash</c> in replay. Ports are left out on purpose, so that the fragments of a datagram, both directions of a flow and
/// all that a tunnel carries reach one shard. One inner VLAN tag, PPPoE and up to three MPLS labels are looked behind; the rest goes to the first ring.
/// </summary>
internal static class FanoutProgram
{
    private const ushort LoadWord = 0x20, LoadHalf = 0x28, LoadByte = 0x30, CopyAToX = 0x07;
    private const ushort XorX = 0xAC, Multiply = 0x24, ShiftRight = 0x74, And = 0x54;
    private const ushort JumpEqual = 0x15, JumpAlways = 0x05, ReturnA = 0x16, ReturnConstant = 0x06;
    private const uint Network = unchecked((uint)-0x100000); // SKF_NET_OFF: offsets from the network header, wherever the kernel has it
    private const uint EtherType = unchecked((uint)-0x1000); // SKF_AD_OFF + SKF_AD_PROTOCOL: the EtherType behind tags that the kernel took out
    private const int MplsLabels = 3; // L3VPN over traffic engineering has three; more would be exotic
    private const uint Golden = 0x9E37_79B1; // spreads addresses that differ in their low bits only

    /// <summary>The program's instructions.</summary>
    public static BpfInstruction[] Build()
    {
        var code = new Assembler();
        code.Add(LoadHalf, EtherType);
        code.WhenEqual(0x8864, "pppoe").WhenEqual(0x8847, "mpls").WhenEqual(0x8100, "tag").WhenEqual(0x88A8, "tag").WhenEqual(0x9100, "tag");
        code.WhenEqual(0x0800, "ip").WhenEqual(0x86DD, "ip").Goto("nothing");

        code.Mark("mpls");
        for (var label = 0; label < MplsLabels; label++) // the lowest bit of a label's third byte says that it is the last one (RFC 3032 §2.1)
            code.Add(LoadByte, Network + (uint)(4 * label + 2)).Add(And, 1).WhenEqual(1, $"behind label {label}");
        code.Goto("nothing");
        for (var label = 0; label < MplsLabels; label++) Hash(code, $"behind label {label}", 4 * (label + 1));

        Hash(code, "pppoe", 8);
        Hash(code, "tag", 4);
        Hash(code, "ip", 0);
        code.Mark("nothing").Add(ReturnConstant, 0);
        return code.Link();
    }

    /// <summary>At a mark: hashes the addresses of the IP header at this offset from the network header, and returns.</summary>
    private static void Hash(Assembler code, string mark, int offset)
    {
        var header = Network + (uint)offset;
        code.Mark(mark).Add(LoadByte, header).Add(ShiftRight, 4).WhenEqual(4, $"version 4 {mark}").WhenEqual(6, $"version 6 {mark}").Goto("nothing");
        code.Mark($"version 4 {mark}");
        Xor(code, [header + 12, header + 16]);
        code.Goto($"mix {mark}");
        code.Mark($"version 6 {mark}");
        Xor(code, [.. Enumerable.Range(2, 8).Select(word => header + (uint)(4 * word))]);
        code.Mark($"mix {mark}").Add(Multiply, Golden).Add(ShiftRight, 16).Add(ReturnA, 0);
    }

    private static void Xor(Assembler code, ReadOnlySpan<uint> words)
    {
        code.Add(LoadWord, words[0]);
        foreach (var word in words[1..]) code.Add(CopyAToX, 0).Add(LoadWord, word).Add(XorX, 0);
    }

    /// <summary>Collects instructions; jumps name their target, which may come later.</summary>
    private sealed class Assembler
    {
        private readonly List<(BpfInstruction Instruction, string? Target)> _code = [];
        private readonly Dictionary<string, int> _marks = [];

        public Assembler Add(ushort operation, uint operand)
        {
            _code.Add((new BpfInstruction(operation, 0, 0, operand), null));
            return this;
        }

        public Assembler Mark(string name)
        {
            _marks.Add(name, _code.Count);
            return this;
        }

        /// <summary>Goes on at the mark when A equals the value. An unconditional jump behind it, because conditional ones reach only 255 instructions.</summary>
        public Assembler WhenEqual(uint value, string mark)
        {
            _code.Add((new BpfInstruction(JumpEqual, 0, 1, value), null));
            return Goto(mark);
        }

        public Assembler Goto(string mark)
        {
            _code.Add((new BpfInstruction(JumpAlways, 0, 0, 0), mark));
            return this;
        }

        public BpfInstruction[] Link()
        {
            var linked = new BpfInstruction[_code.Count];
            for (var i = 0; i < linked.Length; i++)
            {
                linked[i] = _code[i].Instruction;
                if (_code[i].Target is { } target) linked[i].Operand = (uint)(_marks[target] - i - 1);
            }
            return linked;
        }
    }
}
