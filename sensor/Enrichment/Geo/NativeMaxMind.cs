using System.Runtime.InteropServices;

namespace NetSensor.Enrichment.Geo;

/// <summary>The calls of the system's libmaxminddb (1.3 or newer) that the sensor makes; see libmaxminddb(3).</summary>
internal static unsafe partial class NativeMaxMind
{
    public const int Success = 0;
    public const uint ModeMap = 1;             // MMDB_MODE_MMAP
    public const int DatabaseBytes = 1024;     // MMDB_s has 232 bytes in 1.7; room for a later one that has more
    public const int TextType = 2;             // MMDB_DATA_TYPE_UTF8_STRING
    public const int DoubleType = 3;           // MMDB_DATA_TYPE_DOUBLE
    public const int FloatType = 15;           // MMDB_DATA_TYPE_FLOAT
    public const int UInt16Type = 5;           // MMDB_DATA_TYPE_UINT16
    public const int UInt32Type = 6;           // MMDB_DATA_TYPE_UINT32
    public const int SocketAddressBytes = 28;  // struct sockaddr_in6, the longer one
    public const ushort Ipv4Family = 2;        // AF_INET
    public const ushort Ipv6Family = 10;       // AF_INET6 of Linux

    private const string Library = "libmaxminddb.so.0";

    [LibraryImport(Library, EntryPoint = "MMDB_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string file, uint flags, void* database);

    [LibraryImport(Library, EntryPoint = "MMDB_close")]
    public static partial void Close(void* database);

    [LibraryImport(Library, EntryPoint = "MMDB_lookup_sockaddr")]
    public static partial Found Lookup(void* database, byte* socketAddress, int* error);

    [LibraryImport(Library, EntryPoint = "MMDB_aget_value")]
    public static partial int GetValue(Entry* start, EntryData* value, byte** path);

    [LibraryImport(Library, EntryPoint = "MMDB_strerror")]
    public static partial byte* ErrorText(int error);

    /// <summary><c>MMDB_entry_s</c>: where the values of an address begin.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Entry
    {
        public void* Database;
        public uint Offset;
    }

    /// <summary><c>MMDB_lookup_result_s</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Found
    {
        public byte HasEntry;
        public Entry Entry;
        public ushort PrefixLength;
    }

    /// <summary><c>MMDB_entry_data_s</c> on 64-bit systems, where its union holds a 128-bit number and is aligned like one.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    public struct EntryData
    {
        [FieldOffset(0)] public byte HasData;
        [FieldOffset(16)] public byte* Text;
        [FieldOffset(16)] public double Double;
        [FieldOffset(16)] public float Float;
        [FieldOffset(16)] public uint UInt32;
        [FieldOffset(16)] public ushort UInt16;
        [FieldOffset(40)] public uint Size;
        [FieldOffset(44)] public uint Type;
    }
}
