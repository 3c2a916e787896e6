using System.Runtime.InteropServices;

namespace NetSensor.Capture.Live;

/// <summary>The system calls and structures of packet(7) sockets.</summary>
internal static unsafe partial class NativeSocket
{
    public const int PacketFamily = 17, RawSocket = 3, CloseOnExec = 0x80000; // AF_PACKET, SOCK_RAW, SOCK_CLOEXEC
    public const int EveryProtocol = 0x0003; // ETH_P_ALL
    public const int SocketLevel = 1, SocketError = 4, AttachFilter = 26; // SOL_SOCKET, SO_ERROR, SO_ATTACH_FILTER
    public const int PacketLevel = 263, AddMembership = 1, RxRing = 5, Statistics = 6, Version = 10, Reserve = 12, Fanout = 18, FanoutData = 22;
    public const int VersionThree = 2; // TPACKET_V3
    public const ushort Promiscuous = 1; // PACKET_MR_PROMISC
    public const int FanoutByProgram = 6, FanoutUniqueId = 0x2000; // PACKET_FANOUT_CBPF, PACKET_FANOUT_FLAG_UNIQUEID
    public const int ReadWrite = 3, Shared = 1, Populate = 0x8000; // PROT_READ|PROT_WRITE, MAP_SHARED, MAP_POPULATE
    public const ulong GetHardwareType = 0x8927, GetFlags = 0x8913; // SIOCGIFHWADDR, SIOCGIFFLAGS
    public const int NameBytes = 16; // IF_NAMESIZE
    public const int SetDescriptorFlags = 2, CloseOnExecFlag = 1; // F_SETFD, FD_CLOEXEC
    public const short PollIn = 1;
    public const int NotPermitted = 1, AccessDenied = 13, NetworkDown = 100;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int SetDescriptor(int descriptor, int command, int value);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int descriptor, LinkAddress* address, int length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int descriptor, int level, int option, void* value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(int descriptor, int level, int option, void* value, int* length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial byte* Map(nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(byte* address, nuint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, ulong count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial uint InterfaceIndex(string name);

    [LibraryImport("libc", EntryPoint = "if_indextoname")]
    public static partial byte* InterfaceName(uint index, byte* name);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, ulong request, InterfaceRequest* argument);

    /// <summary><c>struct sockaddr_ll</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LinkAddress
    {
        public ushort Family;
        public ushort Protocol;
        public int InterfaceIndex;
        public ushort HardwareType;
        public byte PacketType;
        public byte AddressLength;
        public ulong Address;
    }

    /// <summary><c>struct tpacket_req3</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct RingRequest
    {
        public uint BlockSize, BlockCount, FrameSize, FrameCount, RetireMilliseconds, PrivateSize, Features;
    }

    /// <summary><c>struct packet_mreq</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Membership
    {
        public int InterfaceIndex;
        public ushort Type;
        public ushort AddressLength;
        public ulong Address;
    }

    /// <summary><c>struct tpacket_stats_v3</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct RingStatistics
    {
        public uint Packets, Drops, Freezes;
    }

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct FilterProgram
    {
        public ushort Length;
        public Pcap.NativePcap.BpfInstruction* Instructions;
    }

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events, Returned;
    }

    /// <summary><c>struct ifreq</c> with a socket address inside.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct InterfaceRequest
    {
        public fixed byte Name[16];
        public ushort Family;
        public fixed byte Data[22];
    }
}
