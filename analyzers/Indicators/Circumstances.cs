using System.Globalization;
using NetSensor.Events;
using NetSensor.Events.Indicators;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>All that an event shows: what an indicator names together must be there together.</summary>
/// <param name="Happened">The event.</param>
/// <param name="Flow">Its flow.</param>
/// <param name="Peer">The other side.</param>
internal readonly record struct Circumstances(SensorEvent Happened, FlowIdentity Flow, IpAddr Peer)
{
    /// <summary>Whether all is there that must be met with the indicator.</summary>
    public bool Show(Indicator indicator)
    {
        if (indicator.Together.Count == 0) return true;
        foreach (var all in indicator.Together)
            if (ShowAll(all)) return true;
        return false;
    }

    private bool ShowAll(IReadOnlyList<IndicatorCondition> conditions)
    {
        foreach (var condition in conditions)
            if (!Show(condition)) return false;
        return true;
    }

    private bool Show(IndicatorCondition condition) => condition.Kind switch
    {
        IndicatorKind.Port => Flow.ResponderPort.ToString(CultureInfo.InvariantCulture) == condition.Value,
        IndicatorKind.Address => IpAddr.TryParse(condition.Value, out var address) && ShowsAddress(known => known == address),
        IndicatorKind.Network => IpPrefix.TryParse(condition.Value, out var prefix) && ShowsAddress(prefix.Contains),
        IndicatorKind.Domain => IsBelow(NameOf(Happened), condition.Value),
        IndicatorKind.Url => Happened is HttpTransactionEvent request && UrlText.Of(request, Flow) == condition.Value,
        _ => Happened switch
        {
            TlsSessionEvent session => session.Ja3 == condition.Value || session.Ja4 == condition.Value || session.CertificateChain?.Contains(condition.Value) == true
                || session.ServerCertificate?.Sha1 == condition.Value || session.ServerCertificate?.Md5 == condition.Value,
            QuicConnectionEvent connection => connection.Ja4 == condition.Value,
            FlowEvent told => told.Ja4 == condition.Value,
            _ => false,
        },
    };

    private bool ShowsAddress(Func<IpAddr, bool> fits) =>
        Happened is DnsTransactionEvent asked ? asked.Addresses?.Any(answer => fits(answer.Address)) == true : fits(Peer);

    private static string? NameOf(SensorEvent happened) => happened switch
    {
        FlowEvent told => told.DestinationName,
        DnsTransactionEvent asked => asked.Query,
        TlsSessionEvent session => session.ServerName,
        QuicConnectionEvent connection => connection.ServerName,
        HttpTransactionEvent request => request.Host?.Split(':')[0],
        _ => null,
    };

    private static bool IsBelow(string? name, string domain)
    {
        var known = name.AsSpan().TrimEnd('.');
        return known.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (known.Length == domain.Length || known[^(domain.Length + 1)] == '.');
    }
}
