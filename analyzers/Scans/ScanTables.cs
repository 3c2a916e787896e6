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

    private readonly BoundedMap<IpAddr, Failures> _failing; // most hosts never fail, and need no further look
    private readonly KeptEntries<Attempts, KeptAttempts> _keptSweeps, _keptPorts, _keptFailing;

    /// <summary>Empty tables.</summary>
    public ScanTables(ScanOptions options)
    {
        (Sweeps, PortScans, _failing) = (new(Sweep, options, options.MinimumHosts), new(Ports, options, options.MinimumPorts), new(options.Pairs));
        _keptSweeps = Kept("sweep ", () => Sweeps.Grown, key => Sweeps.Of(Sweep.Key(key)));
        _keptPorts = Kept("ports ", () => PortScans.Grown, key => PortScans.Of(Ports.Key(key)));
        _keptFailing = Kept("source ", () => _failing.Values, key => By(IpAddr.Parse(key)));
    }

    /// <summary>The hosts at which a source tried a port.</summary>
    public AttemptTable<(IpAddr Source, int Port, Transport Transport), IpAddr> Sweeps { get; }

    /// <summary>The ports that a source tried at a host.</summary>
    public AttemptTable<(IpAddr Source, IpAddr Target), int> PortScans { get; }

    /// <summary>What is kept over a restart.</summary>
    public IReadOnlyList<IRemembered> Parts => [_keptSweeps, _keptPorts, _keptFailing];

    /// <summary>Pairs that had to make room for newer ones.</summary>
    public long Evictions => Sweeps.Evictions + PortScans.Evictions;

    /// <summary>What the source fails at; made on the spot.</summary>
    public Failures By(IpAddr source) => _failing.GetOrAdd(source, static source => new Failures(source));

    /// <summary>Whether the source failed at anything.</summary>
    public bool HasFailed(IpAddr source, out Failures failures) => _failing.TryGet(source, out failures!);

    /// <summary>Somebody who fails elsewhere was answered.</summary>
    public void Answer(Failures failures, FlowIdentity flow, int port)
    {
        failures.Answer((flow.Responder, port));
        Changed(failures);
        Changed(Sweeps.Answer((flow.Originator, port, flow.Transport), flow.Responder));
        Changed(PortScans.Answer((flow.Originator, flow.Responder), port));
    }

    /// <summary>Notes that attempts changed; few are worth keeping.</summary>
    public void Changed(Attempts? attempts)
    {
        if (attempts is null || (attempts.Targets < FewestKept && attempts is not Failures { ArpSweeps: > 0 })) return;
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
