using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Scans;

/// <summary>Who tried what: by source and port, by source and target, and by source alone. Scans under way are kept over a restart.</summary>
internal sealed class ScanTables
{
    private const int FewestKept = 2; // different targets; nearly all sources fail at one only, and a single try is lost with a restart

    /// <summary>How what one source fails at is written.</summary>
    public static readonly TargetText<IpAddr, (IpAddr Host, int Port)> Block =
        new(source => source.ToString(), IpAddr.Parse, pair => $"{pair.Host} {pair.Port.ToString(CultureInfo.InvariantCulture)}", text => Two(text, IpAddr.Parse, Number));

    private static readonly TargetText<(IpAddr Source, int Port, Transport Transport), IpAddr> Sweep = new(
        key => $"{key.Source} {key.Port.ToString(CultureInfo.InvariantCulture)}/{key.Transport}", SweepOf, target => target.ToString(), IpAddr.Parse);

    private static readonly TargetText<(IpAddr Source, IpAddr Target), int> Ports = new(
        key => $"{key.Source} {key.Target}", text => Two(text, IpAddr.Parse, IpAddr.Parse), port => port.ToString(CultureInfo.InvariantCulture), Number);

    private readonly BoundedMap<(IpAddr Source, int Port, Transport Transport), AttemptsAt<(IpAddr Source, int Port, Transport Transport), IpAddr>> _sweeps;
    private readonly BoundedMap<(IpAddr Source, IpAddr Target), AttemptsAt<(IpAddr Source, IpAddr Target), int>> _ports;
    private readonly BoundedMap<IpAddr, Failures> _failing; // most hosts never fail, and need no further look
    private readonly KeptEntries<Attempts, KeptAttempts> _keptSweeps, _keptPorts, _keptFailing;

    /// <summary>Tables for so many pairs each.</summary>
    public ScanTables(int pairs)
    {
        (_sweeps, _ports, _failing) = (new(pairs), new(pairs), new(pairs));
        _keptSweeps = Kept("sweep ", () => _sweeps.Values, key => SweepBy(Sweep.Key(key)));
        _keptPorts = Kept("ports ", () => _ports.Values, key => PortsBy(Ports.Key(key)));
        _keptFailing = Kept("source ", () => _failing.Values, key => By(IpAddr.Parse(key)));
    }

    /// <summary>What is kept over a restart.</summary>
    public IReadOnlyList<IRemembered> Parts => [_keptSweeps, _keptPorts, _keptFailing];

    /// <summary>Pairs that had to make room for newer ones.</summary>
    public long Evictions => _sweeps.Evictions + _ports.Evictions;

    /// <summary>What the source fails at; made on the spot.</summary>
    public Failures By(IpAddr source) => _failing.GetOrAdd(source, static source => new Failures(source));

    /// <summary>Whether the source failed at anything.</summary>
    public bool HasFailed(IpAddr source, out Failures failures) => _failing.TryGet(source, out failures!);

    /// <summary>The hosts at which a source tried a port; made on the spot.</summary>
    public AttemptsAt<(IpAddr Source, int Port, Transport Transport), IpAddr> SweepBy((IpAddr Source, int Port, Transport Transport) key) =>
        _sweeps.GetOrAdd(key, static key => new AttemptsAt<(IpAddr Source, int Port, Transport Transport), IpAddr>(key, Sweep));

    /// <summary>The ports that a source tried at a host; made on the spot.</summary>
    public AttemptsAt<(IpAddr Source, IpAddr Target), int> PortsBy((IpAddr Source, IpAddr Target) key) =>
        _ports.GetOrAdd(key, static key => new AttemptsAt<(IpAddr Source, IpAddr Target), int>(key, Ports));

    /// <summary>Somebody who fails elsewhere was answered.</summary>
    public void Answer(Failures failures, FlowIdentity flow, int port)
    {
        failures.Answer((flow.Responder, port));
        Changed(failures);
        if (_sweeps.TryGet((flow.Originator, port, flow.Transport), out var swept))
        {
            swept.Answer(flow.Responder);
            Changed(swept);
        }
        if (!_ports.TryGet((flow.Originator, flow.Responder), out var tried)) return;
        tried.Answer(port);
        Changed(tried);
    }

    /// <summary>Notes that attempts changed; few are worth keeping.</summary>
    public void Changed(Attempts attempts)
    {
        if (attempts.Targets < FewestKept && attempts is not Failures { ArpSweeps: > 0 }) return;
        (attempts is Failures ? _keptFailing : attempts is AttemptsAt<(IpAddr Source, IpAddr Target), int> ? _keptPorts : _keptSweeps).Changed(attempts);
    }

    private static KeptEntries<Attempts, KeptAttempts> Kept(string prefix, Func<IEnumerable<Attempts>> all, Func<string, Attempts> of) =>
        new(prefix, () => all().Where(attempts => attempts.Targets >= FewestKept)) { Key = attempts => attempts.KeyText, Keep = attempts => attempts.Keep(), PutBack = (key, kept) => of(key).Recall(kept) };

    private static (IpAddr Source, int Port, Transport Transport) SweepOf(string text)
    {
        var (source, (port, transport)) = Two(text, IpAddr.Parse, last => Two(last, Number, Transports, '/'));
        return (source, port, transport);
    }

    private static Transport Transports(string text) => Enum.TryParse<Transport>(text, out var transport) ? transport : throw new FormatException($"no transport: '{text}'");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static (TFirst First, TSecond Second) Two<TFirst, TSecond>(string text, Func<string, TFirst> first, Func<string, TSecond> second, char between = ' ') =>
        text.Split(between) is [var one, var other] ? (first(one), second(other)) : throw new FormatException($"no two parts: '{text}'");
}
