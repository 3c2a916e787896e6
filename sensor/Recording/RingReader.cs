using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>Reads the rings of all shards as one, in the order of time.</summary>
public static class RingReader
{
    /// <summary>Takes one packet; it is valid during the call.</summary>
    public delegate void Taker(in RawPacket packet);

    /// <summary>Hands over every packet that the rings hold now.</summary>
    public static void ReadAll(IReadOnlyList<PacketRing> rings, Taker take)
    {
        var cursors = rings.Select(ring => new Cursor(ring.Pin())).ToArray();
        try
        {
            while (Earliest(cursors) is { } next) // ends: takes a packet each turn; what is added meanwhile is at most the segment being filled
            {
                take(next.Current);
                next.MoveNext();
            }
        }
        finally
        {
            for (var i = 0; i < cursors.Length; i++) rings[i].Release(cursors[i].Segments);
        }
    }

    private static Cursor? Earliest(Cursor[] cursors)
    {
        Cursor? earliest = null;
        foreach (var cursor in cursors)
            if (cursor.HasPacket && (earliest is null || cursor.Current.Time < earliest.Current.Time)) earliest = cursor;
        return earliest;
    }

    private sealed class Cursor
    {
        private int _segment;
        private int _at;
        private int _next;

        public Cursor(PacketSegment[] segments)
        {
            Segments = segments;
            MoveNext();
        }

        public PacketSegment[] Segments { get; }

        public bool HasPacket { get; private set; }

        public RawPacket Current
        {
            get
            {
                var at = _at;
                Segments[_segment].TryRead(ref at, out var packet);
                return packet;
            }
        }

        public void MoveNext()
        {
            for (HasPacket = false; _segment < Segments.Length; _segment++, _next = 0)
            {
                _at = _next;
                HasPacket = Segments[_segment].TryRead(ref _next, out _);
                if (HasPacket) return;
            }
        }
    }
}
