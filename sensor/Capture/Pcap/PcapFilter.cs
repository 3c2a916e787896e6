using System.Runtime.InteropServices;
using NetSensor.Wire;
using static NetSensor.Capture.Pcap.NativePcap;

namespace NetSensor.Capture.Pcap;

/// <summary>A filter expression (pcap-filter(7)) compiled by libpcap, once per link type, and run on packets of capture files. Any number of threads may ask it.</summary>
public sealed unsafe class PcapFilter : IPacketFilter, IDisposable
{
    private const int SnapLength = 262144; // what libpcap itself takes for "whole packets"
    private const int RawOnThisSystem = 12; // libpcap's calls take DLT numbers: the same as in files but for a few, of which only DLT_RAW matters here
    private const int LinkTypes = 1024; // far beyond the highest number that is given out; what lies above is not accepted

    private const nint Meaningless = -1; // the expression asks for what this link type does not have

    private readonly string _expression;
    private readonly nint[] _programs = new nint[LinkTypes]; // 0: not compiled yet
    private readonly Lock _compiling = new();

    /// <summary>Compiles the expression for Ethernet, to find its faults; a <see cref="CaptureException"/> names them.</summary>
    public PcapFilter(string expression)
    {
        _expression = expression;
        _programs[(int)LinkType.Ethernet] = (nint)Compile(expression, LinkType.Ethernet);
    }

    /// <inheritdoc/>
    public bool Accepts(in RawPacket packet)
    {
        if ((int)packet.Link >= LinkTypes) return false;
        var program = Volatile.Read(ref _programs[(int)packet.Link]);
        if (program == 0) program = CompileFor(packet.Link);
        if (program == Meaningless) return false;
        var header = new PacketHeader { CapturedLength = (uint)packet.Bytes.Length, WireLength = (uint)packet.WireLength };
        fixed (byte* bytes = packet.Bytes) return OfflineFilter((BpfProgram*)program, &header, bytes) != 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var link = 0; link < LinkTypes; link++)
        {
            if (_programs[link] is not 0 and not Meaningless) Free((BpfProgram*)_programs[link]);
            _programs[link] = Meaningless;
        }
    }

    /// <summary>Compiles an expression that accepts so many bytes of a packet; the program must be given to <see cref="Free"/>.</summary>
    internal static BpfProgram* Compile(string expression, LinkType link, int snapLength = SnapLength)
    {
        nint handle;
        try
        {
            handle = OpenDead(link == LinkType.Raw ? RawOnThisSystem : (int)link, snapLength);
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

    private nint CompileFor(LinkType link)
    {
        lock (_compiling)
        {
            if (_programs[(int)link] != 0) return _programs[(int)link];
            nint program;
            try
            {
                program = (nint)Compile(_expression, link);
            }
            catch (CaptureException)
            {
                program = Meaningless; // the expression is sound, Ethernet took it; but nothing of this link can match
            }
            Volatile.Write(ref _programs[(int)link], program);
            return program;
        }
    }
}
