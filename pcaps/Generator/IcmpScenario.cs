using System.Buffers.Binary;
using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>
/// Echoes between an inside host and others: a network tunnel whose replies carry packets of their own, a shell that polls a server for commands, and as the
/// benign twin pings of Linux and Windows, a search for the path MTU and monitoring.
/// </summary>
public sealed class IcmpScenario(int seed)
{
    private const byte Request = 8, Reply = 0;
    private const ushort Identifier = 0x4E53;
    private static readonly Timestamp Begin = Timestamp.FromUnix(1_790_100_000);

    private readonly PcapWriter _out = new();
    private readonly Random _chance = new(seed);
    private readonly Host _router = Host.At("10.30.0.1");

    /// <summary>The tunnel and the shell.</summary>
    public PcapWriter Tunnels()
    {
        Carry(Host.At("10.30.0.21"), Host.At("192.31.196.21").Behind(_router));
        Poll(Host.At("10.30.0.22"), Host.At("192.31.196.22").Behind(_router));
        return _out;
    }

    /// <summary>The benign twin.</summary>
    public PcapWriter Pings()
    {
        var (linux, windows, monitor) = (Host.At("10.30.0.31"), Host.At("10.30.0.32"), Host.At("10.30.0.33"));
        var server = Host.At("192.31.196.31").Behind(_router);
        for (var i = 0; i < 120; i++) Same(linux, server, i, i, Linux(56));
        for (var i = 0; i < 60; i++) Same(windows, server, i, i, [.. Enumerable.Range(0, 32).Select(at => (byte)('a' + at % 23))]);
        for (var i = 0; i < 90; i++) Same(linux, _router, i, 200 + i * 0.5, Linux(1200 + 4 * i));
        for (var i = 0; i < 240; i++) Same(monitor, server, i, i, Noise(64));
        return _out;
    }

    /// <summary>As hans and its kin do: the client asks all the time, and answers bring the other side's packets under the same sequence numbers.</summary>
    private void Carry(Host client, Host server)
    {
        for (var (i, at) = (0, 0.0); i < 300; i++, at += 0.05 + 0.2 * _chance.NextDouble())
        {
            Echo(client, server, Request, i, at, Carried("10.99.0.2", "10.99.0.1", _chance.Next(20, 300)));
            Echo(server, client, Reply, i, at + 0.02, Carried("10.99.0.1", "10.99.0.2", _chance.Next(20, 1200)));
        }
    }

    /// <summary>As icmpsh does: empty requests five times a second, commands come in replies, output goes out in requests.</summary>
    private void Poll(Host client, Host server)
    {
        for (var i = 0; i < 400; i++)
        {
            var (isCommand, isOutput) = (i % 40 == 20, i % 40 is > 20 and < 26);
            Echo(client, server, Request, i, i * 0.2, isOutput ? Text(64) : []);
            Echo(server, client, Reply, i, i * 0.2 + 0.03, isCommand ? Text(18) : []);
        }
    }

    private void Same(Host from, Host to, int sequence, double at, byte[] data)
    {
        Echo(from, to, Request, sequence, at, data);
        Echo(to, from, Reply, sequence, at + 0.015, data);
    }

    private void Echo(Host from, Host to, byte type, int sequence, double at, byte[] data)
    {
        var message = new byte[8 + data.Length];
        message[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), Identifier);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)sequence);
        data.CopyTo(message, 8);
        _out.Add(Begin + TimeSpan.FromSeconds(at), Frames.Icmp(from, to, message));
    }

    /// <summary>An IP packet behind four magic bytes and a type.</summary>
    private byte[] Carried(string from, string to, int length)
    {
        var inner = Frames.Udp(Host.At(from), 5001, Host.At(to), 5001, Noise(length))[14..];
        return [0x6E, 0x73, 0x74, 0x75, 1, .. inner];
    }

    /// <summary>iputils: a time stamp, then the bytes count up.</summary>
    private byte[] Linux(int size) => [.. Noise(16), .. Enumerable.Range(16, size - 16).Select(at => (byte)at)];

    private byte[] Text(int size) => [.. Enumerable.Range(0, size).Select(_ => (byte)_chance.Next('a', 'z' + 1))];

    private byte[] Noise(int size)
    {
        var data = new byte[size];
        _chance.NextBytes(data);
        return data;
    }
}
