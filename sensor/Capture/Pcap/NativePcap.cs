using System.Runtime.InteropServices;

namespace NetSensor.Capture.Pcap;

/// <summary>The calls of the system's libpcap (1.9 or newer) that the sensor makes; see pcap(3PCAP).</summary>
internal static unsafe partial class NativePcap
{
    public const int ErrorBufferSize = 256;

    private const string Library = "libpcap.so.0.8"; // Debian's name; the resolver below knows the others

    static NativePcap() => NativeLibrary.SetDllImportResolver(typeof(NativePcap).Assembly, static (name, assembly, path) =>
    {
        if (name != Library) return 0;
        foreach (var candidate in (ReadOnlySpan<string>)[Library, "libpcap.so.1", "libpcap.so"])
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var handle)) return handle;
        return 0;
    });

    [LibraryImport(Library, EntryPoint = "pcap_open_dead")]
    public static partial nint OpenDead(int linkType, int snapLength);

    [LibraryImport(Library, EntryPoint = "pcap_close")]
    public static partial void Close(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_compile", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Compile(nint handle, BpfProgram* program, string filter, int optimize, uint netmask);

    [LibraryImport(Library, EntryPoint = "pcap_freecode")]
    public static partial void FreeCode(BpfProgram* program);

    [LibraryImport(Library, EntryPoint = "pcap_geterr")]
    public static partial byte* GetError(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_offline_filter")]
    public static partial int OfflineFilter(BpfProgram* program, PacketHeader* header, byte* packet);

    [LibraryImport(Library, EntryPoint = "pcap_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Create(string device, byte* error);

    [LibraryImport(Library, EntryPoint = "pcap_set_snaplen")]
    public static partial int SetSnapLength(nint handle, int length);

    [LibraryImport(Library, EntryPoint = "pcap_set_promisc")]
    public static partial int SetPromiscuous(nint handle, int on);

    [LibraryImport(Library, EntryPoint = "pcap_set_timeout")]
    public static partial int SetTimeout(nint handle, int milliseconds);

    [LibraryImport(Library, EntryPoint = "pcap_set_buffer_size")]
    public static partial int SetBufferSize(nint handle, int bytes);

    [LibraryImport(Library, EntryPoint = "pcap_set_tstamp_precision")]
    public static partial int SetTimestampPrecision(nint handle, int precision);

    [LibraryImport(Library, EntryPoint = "pcap_get_tstamp_precision")]
    public static partial int GetTimestampPrecision(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_activate")]
    public static partial int Activate(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_setnonblock")]
    public static partial int SetNonBlocking(nint handle, int on, byte* error);

    [LibraryImport(Library, EntryPoint = "pcap_get_selectable_fd")]
    public static partial int GetSelectableDescriptor(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_datalink")]
    public static partial int DataLink(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_setfilter")]
    public static partial int SetFilter(nint handle, BpfProgram* program);

    [LibraryImport(Library, EntryPoint = "pcap_next_ex")]
    public static partial int Next(nint handle, PacketHeader** header, byte** packet);

    [LibraryImport(Library, EntryPoint = "pcap_stats")]
    public static partial int Statistics(nint handle, Stats* stats);

    [LibraryImport(Library, EntryPoint = "pcap_statustostr")]
    public static partial byte* StatusText(int status);

    /// <summary><c>struct bpf_program</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct BpfProgram
    {
        public uint Length;
        public BpfInstruction* Instructions;
    }

    /// <summary><c>struct bpf_insn</c>, the same as the kernel's <c>struct sock_filter</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct BpfInstruction(ushort code, byte jumpTrue, byte jumpFalse, uint operand)
    {
        public ushort Code = code;
        public byte JumpTrue = jumpTrue;
        public byte JumpFalse = jumpFalse;
        public uint Operand = operand;
    }

    /// <summary><c>struct pcap_pkthdr</c> on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PacketHeader
    {
        public long Seconds;
        public long Fraction;
        public uint CapturedLength;
        public uint WireLength;
    }

    /// <summary><c>struct pcap_stat</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Stats
    {
        public uint Received;
        public uint Dropped;
        public uint InterfaceDropped;
    }
}
