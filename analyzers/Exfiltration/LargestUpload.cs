using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>What is told of the flow by which most left a channel.</summary>
/// <param name="Bytes">What left by it at once.</param>
/// <param name="Peer">Where it went.</param>
/// <param name="Port">The port of who was called.</param>
/// <param name="Name">Name of the destination; null for a bare address.</param>
/// <param name="Service">Protocols that were spoken, as <see cref="FlowEvent.Service"/>.</param>
/// <param name="System">Autonomous system that announces the destination; null when nobody knows.</param>
internal readonly record struct LargestUpload(long Bytes, IpAddr Peer, ushort Port, string? Name, string? Service, uint? System)
{
    /// <summary>By what means it left.</summary>
    public UploadProtocol Protocol => UploadProtocols.Of(Service, Port);

    /// <summary>From what was told of a flow by which a host sent so much.</summary>
    public static LargestUpload Of(FlowEvent told, FlowIdentity flow, IpAddr host, long bytes) => new(
        bytes, flow.Originator == host ? flow.Responder : flow.Originator, flow.ResponderPort, DestinationNames.Of(told) is { } name ? LastingTexts.OfThread.Of(name) : null, told.Service is { } service ? LastingTexts.OfThread.Of(service) : null,
        told.ResponderAsn);
}
