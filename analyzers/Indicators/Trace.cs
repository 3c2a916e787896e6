using System.Globalization;
using System.Text;
using NetSensor.Events.Indicators;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>When something was seen, and which of our hosts met it: the few that did last.</summary>
internal sealed class Trace(TraceKey key)
{
    private const int HostsKept = 4;
    private const int Columns = 5; // kind, value, first, last, hosts
    private static readonly TimeSpan WorthSaving = TimeSpan.FromHours(1); // what goes on all day is not written every half minute

    private readonly List<(IpAddr Host, Timestamp Last, Contact Contact)> _hosts = new(1);
    private Timestamp _saved;

    public TraceKey Key { get; } = key;
    public Timestamp First { get; private set; }
    public Timestamp Last { get; private set; }
    public bool IsChanged { get; set; }
    public IReadOnlyList<(IpAddr Host, Timestamp Last, Contact Contact)> Hosts => _hosts;

    /// <summary>Notes a meeting; true when it is worth saving and was not so before.</summary>
    public bool Add(IpAddr host, Timestamp at, Contact contact)
    {
        if (_hosts.Count == 0) First = at;
        Last = Timestamp.Max(Last, at);
        var index = _hosts.FindIndex(known => known.Host == host);
        var isNew = index < 0;
        if (!isNew) contact = (Contact)Math.Max((byte)contact, (byte)_hosts[index].Contact);
        if (!isNew) _hosts.RemoveAt(index);
        else if (_hosts.Count == HostsKept) _hosts.RemoveAt(0);
        _hosts.Add((host, at, contact));
        if (IsChanged || (!isNew && at - _saved < WorthSaving)) return false;
        _saved = at;
        return IsChanged = true;
    }

    /// <summary>The trace as it is kept.</summary>
    public byte[] Save() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{(int)Key.Kind}\t{Key}\t{First.Nanoseconds}\t{Last.Nanoseconds}\t{string.Join(' ', _hosts.Select(host => $"{host.Host},{host.Last.Nanoseconds},{(int)host.Contact}"))}"));

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
            trace._hosts.Add((IpAddr.Parse(address), At(last), (Contact)byte.Parse(contact, CultureInfo.InvariantCulture)));
        }
        (trace.First, trace.Last) = (At(parts[2]), At(parts[3]));
        trace._saved = trace.Last;
        return trace;
    }

    private static Timestamp At(string nanoseconds) => new(long.Parse(nanoseconds, CultureInfo.InvariantCulture));
}
