using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetSensor.Capture.Pcap;
using NetSensor.Wire;
using static NetSensor.Capture.Live.NativeSocket;

namespace NetSensor.Capture.Live;

/// <summary>A packet(7) socket on one interface: opened, filtered, set to promiscuous, joined to its fanout group, asked for its statistics.</summary>
internal sealed unsafe class PacketSocket : IDisposable
{
    private const ushort EthernetHardware = 1, LoopbackHardware = 772, NoHardware = 65534, RawIpHardware = 519; // ARPHRD_*
    private readonly string _interface;
    private readonly int _index;

    public PacketSocket(string interfaceName)
    {
        _interface = interfaceName;
        _index = (int)NativeSocket.InterfaceIndex(interfaceName);
        if (_index == 0) throw new CaptureException($"no interface '{interfaceName}': 'netsensor interfaces' lists those there are");
        Descriptor = HandedSockets.TryTake(out var handed) ? handed : Socket(PacketFamily, RawSocket | CloseOnExec, 0); // protocol 0: nothing is received before Bind
        if (Descriptor < 0) throw Failure("cannot be opened");
        try
        {
            Link = LinkOf();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Descriptor { get; private set; }

    /// <summary>The interface's number.</summary>
    public int InterfaceIndex => _index;

    /// <summary>Link type of its packets; null when the interface is no kind that the ring can be read for.</summary>
    public LinkType? Link { get; }

    public void SetOption<T>(int option, T value, string what) where T : unmanaged
    {
        if (NativeSocket.SetOption(Descriptor, PacketLevel, option, &value, sizeof(T)) != 0) throw Failure(what);
    }

    /// <summary>Begins to receive what the filter expression accepts (everything without one), so many bytes of each packet.</summary>
    public void Receive(string? filter, int snapLength)
    {
        if (filter is null)
        {
            Return((uint)snapLength);
            return;
        }
        var compiled = PcapFilter.Compile(filter, Link ?? LinkType.Ethernet, snapLength);
        try
        {
            Attach(new FilterProgram { Length = (ushort)compiled->Length, Instructions = compiled->Instructions });
        }
        finally
        {
            PcapFilter.Free(compiled);
        }
    }

    /// <summary>From now on nothing more is received; what lies in the ring stays.</summary>
    public void ReceiveNothing() => Return(0);

    public void JoinPromiscuous() =>
        SetOption(AddMembership, new Membership { InterfaceIndex = _index, Type = Promiscuous }, "cannot be set to promiscuous mode");

    /// <summary>Begins to receive.</summary>
    public void Bind()
    {
        var address = new LinkAddress { Family = PacketFamily, Protocol = BinaryPrimitives.ReverseEndianness((ushort)EveryProtocol), InterfaceIndex = _index };
        if (NativeSocket.Bind(Descriptor, &address, sizeof(LinkAddress)) != 0) throw Failure("cannot be listened on");
    }

    /// <summary>Makes a fanout group of its own, with the program that spreads the packets. Returns its number, which the kernel chooses: no two sensors clash.</summary>
    public ushort CreateFanout()
    {
        SetOption(Fanout, (FanoutByProgram | FanoutUniqueId) << 16, "cannot be shared among shards");
        var program = FanoutProgram.Build();
        fixed (NativePcap.BpfInstruction* instructions = program)
            SetOption(FanoutData, new FilterProgram { Length = (ushort)program.Length, Instructions = instructions }, "refuses the program that spreads packets");
        uint group;
        var length = sizeof(uint);
        return GetOption(Descriptor, PacketLevel, Fanout, &group, &length) == 0 ? (ushort)group : throw Failure("does not tell its fanout group");
    }

    /// <summary>Joins a fanout group.</summary>
    public void JoinFanout(ushort group) => SetOption(Fanout, group | (FanoutByProgram << 16), "cannot be shared among shards");

    /// <summary>Takes the error that polling reports, which would be reported for ever otherwise.</summary>
    public void TakeError()
    {
        int error;
        var length = sizeof(int);
        GetOption(Descriptor, SocketLevel, SocketError, &error, &length);
    }

    /// <summary>Counts since the last call.</summary>
    public RingStatistics ReadStatistics()
    {
        RingStatistics statistics;
        var length = sizeof(RingStatistics);
        return GetOption(Descriptor, PacketLevel, Statistics, &statistics, &length) == 0 ? statistics : default;
    }

    /// <summary>What the last call's error means: for a missing right and a switched-off interface there is no help, other refusals libpcap may get around.</summary>
    public Exception Failure(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            NotPermitted or AccessDenied => new CaptureException($"no right to capture on '{_interface}': run as root, or give the program CAP_NET_RAW"),
            NetworkDown => new CaptureException($"interface '{_interface}' is down: ip link set {_interface} up"),
            _ => new RingRefusedException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}"),
        };
    }

    public void Dispose()
    {
        if (Descriptor >= 0) Close(Descriptor);
        Descriptor = -1;
    }

    /// <summary>A filter of one instruction: so many bytes of every packet.</summary>
    private void Return(uint bytes)
    {
        const ushort returnConstant = 0x06;
        var instruction = new NativePcap.BpfInstruction(returnConstant, 0, 0, bytes);
        Attach(new FilterProgram { Length = 1, Instructions = &instruction });
    }

    private void Attach(FilterProgram program)
    {
        if (NativeSocket.SetOption(Descriptor, SocketLevel, AttachFilter, &program, sizeof(FilterProgram)) != 0) throw Failure("refuses the filter");
    }

    private LinkType? LinkOf()
    {
        InterfaceRequest request = default;
        for (var i = 0; i < Math.Min(_interface.Length, 15); i++) request.Name[i] = (byte)_interface[i];
        if (Control(Descriptor, GetHardwareType, &request) != 0) throw Failure("cannot be asked for its kind");
        return request.Family switch
        {
            EthernetHardware or LoopbackHardware => LinkType.Ethernet,
            NoHardware or RawIpHardware => LinkType.Raw,
            _ => null,
        };
    }
}
