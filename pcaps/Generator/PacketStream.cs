using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>
/// Writes a capture while its scenario still runs: holds only what lies ahead of the scenario's clock, so that a week needs little memory.
/// Keeps what falls into a window of time and drops the rest.
/// </summary>
public sealed class PacketStream : IPacketOutput, IDisposable
{
    private readonly PriorityQueue<(byte[] Frame, int WireLength), (long Time, long Order)> _ahead = new();
    private readonly BufferedStream _file;
    private readonly Timestamp _from, _to;
    private long _order;

    /// <summary>Begins a file for what happens from one moment to another.</summary>
    public PacketStream(string path, Timestamp from, Timestamp to)
    {
        (_from, _to) = (from, to);
        _file = new BufferedStream(File.Create(path), 1 << 20);
        PcapFormat.WriteHeader(_file);
    }

    /// <summary>Packets written so far.</summary>
    public long Written { get; private set; }

    /// <inheritdoc/>
    public void Add(Timestamp time, byte[] frame, int wireLength)
    {
        if (time >= _from && time < _to) _ahead.Enqueue((frame, wireLength), (time.Nanoseconds, _order++));
    }

    /// <summary>Nothing earlier than this will be added any more: writes all that lies before it.</summary>
    public void Advance(Timestamp now)
    {
        while (_ahead.TryPeek(out var packet, out var when) && when.Time < now.Nanoseconds)   // ends: each turn takes one away
        {
            _ahead.Dequeue();
            PcapFormat.WritePacket(_file, new Timestamp(when.Time), packet.Frame, packet.WireLength);
            Written++;
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose()
    {
        Advance(new Timestamp(long.MaxValue));
        _file.Dispose();
    }
}
