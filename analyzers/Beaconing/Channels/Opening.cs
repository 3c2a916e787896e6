using NetSensor.Analyzers.Common.Memory;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>The first contacts of a channel, in the order of their starts: all that is kept of most. A channel with more is a candidate, and kept in full.</summary>
internal struct Opening : IPackedEntry<Opening>
{
    /// <summary>Contacts kept.</summary>
    public const int Contacts = 3;

    private const byte Grown = byte.MaxValue;

    private CheckIn _first, _second, _third;
    private byte _count;

    /// <summary>Whether it is a candidate by now.</summary>
    public readonly bool IsCandidate => _count == Grown;

    /// <summary>Contacts so far; 0 of a candidate.</summary>
    public readonly int Count => IsCandidate ? 0 : _count;

    /// <inheritdoc/>
    public readonly long Worth => ((long)_count << 40) + (_first.Start.Nanoseconds >> 30); // single contacts go first, then the oldest

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <inheritdoc/>
    public readonly bool IsKept => _count > 0 && !IsCandidate; // candidates are kept by themselves

    /// <inheritdoc/>
    public readonly bool IsWorthy => _count > 1;

    /// <inheritdoc/>
    /// <remarks>Not with whom they were: after a restart these few fit any traffic of their moments.</remarks>
    public readonly void Write(BinaryWriter writer)
    {
        writer.Write(_count);
        for (var i = 0; i < _count; i++) this[i].Write(writer);
    }

    /// <inheritdoc/>
    public void Join(BinaryReader reader)
    {
        var count = reader.ReadByte();
        if (count > Contacts) throw new FormatException($"{count} first contacts");
        for (var i = 0; i < count; i++)
        {
            var checkIn = CheckIn.Read(reader);
            if (!IsCandidate && !TryReplace(checkIn)) TryAdd(checkIn);
        }
    }

    /// <summary>The same contact may have been kept before and after more was merged with it: the larger one is the later one.</summary>
    private bool TryReplace(in CheckIn checkIn)
    {
        for (var i = 0; i < _count; i++)
        {
            if ((this[i].Start - checkIn.Start).Duration() > ContactHistory.MergeWithin) continue;
            if ((long)checkIn.BytesOut + checkIn.BytesIn > (long)this[i].BytesOut + this[i].BytesIn) this[i] = checkIn;
            return true;
        }
        return false;
    }

    /// <summary>Takes in a contact, or says false when it has no room for another.</summary>
    public bool TryAdd(in CheckIn checkIn)
    {
        for (var i = 0; i < _count; i++)
            if ((this[i].Start - checkIn.Start).Duration() <= ContactHistory.MergeWithin)
            {
                this[i] = this[i].With(checkIn);
                return true;
            }
        if (_count >= Contacts) return false;
        var at = (int)_count;
        for (; at > 0 && this[at - 1].Start > checkIn.Start; at--) this[at] = this[at - 1];
        this[at] = checkIn;
        _count++;
        return true;
    }

    /// <summary>Contact by number.</summary>
    public CheckIn this[int index]
    {
        readonly get => index switch { 0 => _first, 1 => _second, _ => _third };
        private set
        {
            if (index == 0) _first = value;
            else if (index == 1) _second = value;
            else _third = value;
        }
    }

    /// <summary>Of a candidate, under which number it is kept.</summary>
    public readonly int Number => (int)_second.Milliseconds;

    /// <summary>From now on it is kept in full elsewhere, under this number.</summary>
    public void Grow(int number) => (_count, _first, _second) = (Grown, _first with { Start = default }, new CheckIn(default, (uint)number, 0, 0));

    /// <summary>Begins anew: what was kept elsewhere was forgotten there.</summary>
    public void Restart() => _count = 0;
}
