using System.Runtime.InteropServices;
using NetSensor.Wire;
using static NetSensor.Capture.Pcap.NativePcap;

namespace NetSensor.Capture.Pcap;

/// <summary>A filter expression (pcap-filter(7)) compiled by libpcap, once per link type, and run on packets of capture files.</summary>
public sealed unsafe class PcapFilter : IPacketFilter, IDisposable
{
    private const int SnapLength = 262144; // what libpcap itself takes for "whole packets"

    private readonly string _expression;
    private readonly Dictionary<LinkType, nint> _programs = [];
    private LinkType _lastLink;
    private BpfProgram* _last;

    /// <summary>Compiles the expression for Ethernet, to find its faults; a <see cref="CaptureException"/> names them.</summary>
    public PcapFilter(string expression)
    {
        _expression = expression;
        _lastLink = LinkType.Ethernet;
        _last = ProgramFor(LinkType.Ethernet);
    }

    /// <inheritdoc/>
    public bool Accepts(in RawPacket packet)
    {
        if (packet.Link != _lastLink)
        {
            _last = ProgramFor(packet.Link);
            _lastLink = packet.Link;
        }
        if (_last == null) return false;
        var header = new PacketHeader { CapturedLength = (uint)packet.Bytes.Length, WireLength = (uint)packet.WireLength };
        fixed (byte* bytes = packet.Bytes) return OfflineFilter(_last, &header, bytes) != 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var program in _programs.Values.Where(program => program != 0)) Free((BpfProgram*)program);
        _programs.Clear();
        _last = null;
    }

    /// <summary>Compiles an expression that accepts so many bytes of a packet; the program must be given to <see cref="Free"/>.</summary>
    internal static BpfProgram* Compile(string expression, LinkType link, int snapLength = SnapLength)
    {
        nint handle;
        try
        {
            handle = OpenDead((int)link, snapLength);
        }
        catch (DllNotFoundException missing)
        {
            throw new CaptureException("filters need libpcap, which is not installed: apt-get install libpcap0.8", missing);
        }
        try
        {
            var program = (BpfProgram*)NativeMemory.AllocZeroed((nuint)sizeof(BpfProgram));
            if (NativePcap.Compile(handle, program, expression, optimize: 1, netmask: uint.MaxValue) == 0) return program;
            NativeMemory.Free(program);
            throw new CaptureException($"filter '{expression}' cannot be used: {Marshal.PtrToStringUTF8((nint)GetError(handle))}");
        }
        finally
        {
            Close(handle);
        }
    }

    internal static void Free(BpfProgram* program)
    {
        FreeCode(program);
        NativeMemory.Free(program);
    }

    /// <summary>The program for a link type; null where the expression has no meaning there, so that nothing of it is accepted.</summary>
    private BpfProgram* ProgramFor(LinkType link)
    {
        if (_programs.TryGetValue(link, out var known)) return (BpfProgram*)known;
        BpfProgram* program = null;
        try
        {
            program = Compile(_expression, link);
        }
        catch (CaptureException) when (link != LinkType.Ethernet)
        {
            // The expression is sound (Ethernet took it) but asks for what this link does not have.
        }
        _programs[link] = (nint)program;
        return program;
    }
}
