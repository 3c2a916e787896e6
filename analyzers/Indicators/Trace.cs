using System.Globalization;
using System.Text;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events.Indicators;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>When something was seen, and which of our hosts met it: the few that did last.</summary>
internal sealed class Trace(TraceKey key) : IKept
{
    private const int HostsKept = 4;
    private const int Columns = 5; // kind, value, first, last, hosts
    private static readonly TimeSpan WorthSaving = TimeSpan.FromHours(1); // what goes on all day is not written every half minute

    private (IpAddr Host, Timestamp Last, Contact Contact) _newest;
    private List<(IpAddr Host, Timestamp Last, Contact Contact)>? _others; // most things are met by one host
    private Timestamp _saved;
    private bool _isMet;

    public TraceKey Key { get; } = key;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; }
    public bool IsUnsaved { get; set; }
    public IEnumerable<(IpAddr Host, Timestamp Last, Contact Contact)> Hosts => _isMet ? [.. _others ?? [], _newest] : [];

    /// <summary>Notes a meeting; true when it is worth saving and was not so before.</summary>
    public bool Add(IpAddr host, Timestamp at, Contact contact)
    {
        Last = Timestamp.Max(Last, at);
        var isNew = !_isMet || (_newest.Host != host && !TakeFromOthers(host));
        if (!_isMet) First = at;
        if (!isNew) contact = (Contact)Math.Max((byte)contact, (byte)_newest.Contact);
        else MakeRoom();
        (_newest, _isMet) = ((host, at, contact), true);
        if (IsUnsaved || (!isNew && at - _saved < WorthSaving)) return false;
        _saved = at;
        return true;
    }

    /// <summary>Makes a host the newest that was another one before; false when it is not known.</summary>
    private bool TakeFromOthers(IpAddr host)
    {
        if (_others?.FindIndex(known => known.Host == host) is not (>= 0 and var index)) return false;
        var found = _others[index];
        _others.RemoveAt(index);
        _others.Add(_newest);
        _newest = found;
        return true;
    }

    private void MakeRoom()
    {
        if (!_isMet) return;
        _others ??= new(1);
        if (_others.Count == HostsKept - 1) _others.RemoveAt(0);
        _others.Add(_newest);
    }

    /// <summary>The trace as it is kept.</summary>
    public byte[] Save() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{(int)Key.Kind}\t{Key}\t{First.Nanoseconds}\t{Last.Nanoseconds}\t{string.Join(' ', Hosts.Select(host => $"{host.Host},{host.Last.Nanoseconds},{(int)host.Contact}"))}"));

    /// <summary>A trace that was kept.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Trace Read(ReadOnlySpan<byte> value)
    {
        var parts = Encoding.UTF8.GetString(value).Split('\t');
        if (parts.Length != Columns) throw new FormatException("no trace");
        var kind = (IndicatorKind)byte.Parse(parts[0], CultureInfo.InvariantCulture);
        var trace = new Trace(kind == IndicatorKind.Address ? TraceKey.Of(IpAddr.Parse(parts[1])) : new TraceKey(kind, default, parts[1]));
        foreach (var host in parts[4].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (host.Split(',') is not [var address, var last, var contact]) throw new FormatException("no host of a trace");
            trace.MakeRoom();
            (trace._newest, trace._isMet) = ((IpAddr.Parse(address), At(last), (Contact)byte.Parse(contact, CultureInfo.InvariantCulture)), true);
        }
        (trace.First, trace.Last) = (At(parts[2]), At(parts[3]));
        trace._saved = trace.Last;
        return trace;
    }

    private static Timestamp At(string nanoseconds) => new(long.Parse(nanoseconds, CultureInfo.InvariantCulture));
}
