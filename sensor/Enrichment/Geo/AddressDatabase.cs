using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Geo;

/// <summary>
/// A database of facts per address block in MaxMind's DB format (<c>.mmdb</c>, version 2), mapped into memory. A damaged one answers nothing
/// where it is damaged, and counts that. One thread at a time.
/// </summary>
public sealed unsafe class AddressDatabase : SafeHandle
{
    private const int MaxTextBytes = 256;  // of a value: the longest organisation names have about a hundred
    private const int MaxPathParts = 4;    // keys within keys; "country", "iso_code" are two
    private const int MaxPathBytes = 64;   // of all keys of a path

    private (IpAddr Address, NativeMaxMind.Found Found, int Error) _last; // up to a dozen values are asked for one address in turn; "::" is in no database

    private AddressDatabase()
        : base(0, ownsHandle: true)
    {
        SetHandle((nint)NativeMemory.AllocZeroed(NativeMaxMind.DatabaseBytes));
    }

    /// <summary>Look-ups that failed because the file is damaged.</summary>
    public long Faults { get; private set; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Opens a file.</summary>
    /// <exception cref="EnrichmentException">It cannot be read, is none of these databases, or the library is missing.</exception>
    public static AddressDatabase Open(string file)
    {
        if (!File.Exists(file)) throw new EnrichmentException($"{file}: no such file; name a database in MaxMind's format (.mmdb)");
        var database = new AddressDatabase();
        int status;
        try
        {
            status = NativeMaxMind.Open(file, NativeMaxMind.ModeMap, (void*)database.handle);
        }
        catch (DllNotFoundException)
        {
            database.Forget();
            throw new EnrichmentException($"{file}: libmaxminddb is missing, which reads it; install it with: apt-get install libmaxminddb0");
        }
        if (status == NativeMaxMind.Success) return database;
        database.Forget();
        throw new EnrichmentException($"{file}: no database in MaxMind's format, or a damaged one ({Reason(status)}); fetch it again");
    }

    /// <summary>The text that is kept for an address under these keys ("country", "iso_code"); null when there is none.</summary>
    public string? Text(IpAddr address, params ReadOnlySpan<string> path) =>
        Find(address, path, out var value) && value.Type == NativeMaxMind.TextType
            ? Encoding.UTF8.GetString(value.Text, (int)Math.Min(value.Size, MaxTextBytes))
            : null;

    /// <summary>The number that is kept for an address under these keys; null when there is none.</summary>
    public uint? Number(IpAddr address, params ReadOnlySpan<string> path)
    {
        if (!Find(address, path, out var value)) return null;
        return value.Type switch
        {
            NativeMaxMind.UInt32Type => value.UInt32,
            NativeMaxMind.UInt16Type => value.UInt16,
            _ => null,
        };
    }

    /// <summary>The broken number that is kept for an address under these keys; null when there is none.</summary>
    public double? Real(IpAddr address, params ReadOnlySpan<string> path)
    {
        if (!Find(address, path, out var value)) return null;
        return value.Type switch
        {
            NativeMaxMind.DoubleType => value.Double,
            NativeMaxMind.FloatType => value.Float,
            _ => null,
        };
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMaxMind.Close((void*)handle);
        NativeMemory.Free((void*)handle);
        return true;
    }

    /// <summary>The value at the end of a path of keys; its text points into the mapped file.</summary>
    private bool Find(IpAddr address, ReadOnlySpan<string> path, out NativeMaxMind.EntryData value)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        value = default;
        if (_last.Address != address) _last = LookUp(address);
        var (_, found, error) = _last;
        if (error != NativeMaxMind.Success) return Fault(address);
        if (found.HasEntry == 0) return false;
        var texts = stackalloc byte[MaxPathBytes];
        var keys = stackalloc byte*[MaxPathParts + 1]; // ends with a null pointer
        WritePath(path, new Span<byte>(texts, MaxPathBytes), texts, keys);
        fixed (NativeMaxMind.EntryData* data = &value)
            return NativeMaxMind.GetValue(&found.Entry, data, keys) == NativeMaxMind.Success && value.HasData != 0;
    }

    private (IpAddr Address, NativeMaxMind.Found Found, int Error) LookUp(IpAddr address)
    {
        var socketAddress = stackalloc byte[NativeMaxMind.SocketAddressBytes];
        Write(address, new Span<byte>(socketAddress, NativeMaxMind.SocketAddressBytes));
        int error;
        var found = NativeMaxMind.Lookup((void*)handle, socketAddress, &error);
        return (address, found, error);
    }

    /// <summary>An IPv6 address in a database of IPv4 alone is no fault of the file.</summary>
    private bool Fault(IpAddr address)
    {
        if (address.IsIPv4) Faults++;
        return false;
    }

    private static void WritePath(ReadOnlySpan<string> path, Span<byte> room, byte* texts, byte** keys)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(path.Length, MaxPathParts);
        var used = 0;
        for (var part = 0; part < path.Length; part++)
        {
            keys[part] = texts + used;
            used += Encoding.ASCII.GetBytes(path[part], room[used..]);
            room[used++] = 0;
        }
        keys[path.Length] = null;
    }

    /// <summary><c>struct sockaddr_in</c>: family, port, address. <c>struct sockaddr_in6</c>: family, port, flow, address, scope.</summary>
    private static void Write(IpAddr address, Span<byte> room)
    {
        room.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(room, address.IsIPv4 ? NativeMaxMind.Ipv4Family : NativeMaxMind.Ipv6Family);
        address.WriteBytes(address.IsIPv4 ? room[4..] : room[8..]);
    }

    private void Forget()
    {
        NativeMemory.Free((void*)handle);
        SetHandleAsInvalid();
        Dispose();
    }

    private static string Reason(int status) => Marshal.PtrToStringUTF8((nint)NativeMaxMind.ErrorText(status)) ?? $"fault {status}";
}
