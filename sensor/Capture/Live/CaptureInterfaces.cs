using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetSensor.Capture.Pcap;
using NetSensor.Wire;

namespace NetSensor.Capture.Live;

/// <summary>Lists the interfaces that libpcap can capture from.</summary>
public static unsafe class CaptureInterfaces
{
    private const uint Loopback = 1, Up = 2, Running = 4; // PCAP_IF_*
    private const ushort Inet = 2, Inet6 = 10; // AF_* on Linux

    /// <summary>All of them; a <see cref="CaptureException"/> tells why they cannot be listed.</summary>
    public static IReadOnlyList<CaptureInterface> List()
    {
        var error = stackalloc byte[NativePcap.ErrorBufferSize];
        NativePcap.Interface* first;
        try
        {
            if (NativePcap.FindAllDevices(&first, error) != 0)
                throw new CaptureException($"interfaces cannot be listed: {Marshal.PtrToStringUTF8((nint)error)}");
        }
        catch (DllNotFoundException missing)
        {
            throw new CaptureException("listing interfaces needs libpcap, which is not installed: apt-get install libpcap0.8", missing);
        }
        var found = new List<CaptureInterface>();
        for (var device = first; device != null; device = device->Next)
            found.Add(new CaptureInterface(
                Marshal.PtrToStringUTF8((nint)device->Name)!, Marshal.PtrToStringUTF8((nint)device->Description), Addresses(device),
                (device->Flags & Up) != 0, (device->Flags & Running) != 0, (device->Flags & Loopback) != 0));
        NativePcap.FreeAllDevices(first);
        return found;
    }

    private static List<string> Addresses(NativePcap.Interface* device)
    {
        var texts = new List<string>();
        for (var address = device->Addresses; address != null; address = address->Next)
        {
            if (address->SocketAddress == null) continue;
            var family = BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(address->SocketAddress, 2));
            if (family == Inet) texts.Add(IpAddr.FromIPv4(new ReadOnlySpan<byte>(address->SocketAddress + 4, 4)).ToString());
            else if (family == Inet6) texts.Add(IpAddr.FromIPv6(new ReadOnlySpan<byte>(address->SocketAddress + 8, 16)).ToString());
        }
        return texts;
    }
}
