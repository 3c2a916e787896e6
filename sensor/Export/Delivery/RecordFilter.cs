using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Delivery;

/// <summary>Which records an exporter wants.</summary>
public sealed class RecordFilter
{
    private readonly Severity _least;
    private readonly HashSet<string> _detectors;
    private readonly List<IpPrefix> _networks = [];

    /// <summary>Reads the options.</summary>
    /// <exception cref="DeliveryException">A severity or a network is none.</exception>
    public RecordFilter(ExporterOptions options)
    {
        if (!Enum.TryParse(options.MinSeverity, ignoreCase: true, out _least) || !Enum.IsDefined(_least))
            throw new DeliveryException($"min_severity '{options.MinSeverity}': no severity; there are informational, low, medium, high, critical");
        _detectors = new(options.Detectors, StringComparer.Ordinal);
        foreach (var text in options.Networks)
            _networks.Add(IpPrefix.TryParse(text, out var prefix) ? prefix : throw new DeliveryException($"networks '{text}': no network; write one as 10.0.0.0/8 or 2001:db8::/32"));
    }

    /// <summary>Whether it wants a finding.</summary>
    public bool Wants(Detection finding) => finding.Severity >= _least && (_detectors.Count == 0 || _detectors.Contains(finding.Detector));

    /// <summary>Whether it wants the line of an event in a log that it wants.</summary>
    public bool Wants(SensorEvent happened) =>
        _networks.Count == 0 || (happened.Flow is { } flow && _networks.Exists(network => network.Contains(flow.Originator) || network.Contains(flow.Responder)));
}
