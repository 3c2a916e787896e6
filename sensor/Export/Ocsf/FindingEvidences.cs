using System.Text.Json;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Ocsf;

/// <summary>Writes <c>evidences</c>: the first carries both hosts, the numbers, the story and the parts of the risk; one more follows for each flow.</summary>
internal sealed class FindingEvidences(HomeNetworks home)
{
    private const int Out = 2, In = 1, Lateral = 3, Unknown = 0; // connection_info.direction_id
    private const int RegularFile = 1;                            // file.type_id
    private const int Inside = 1, Outside = 2;                    // network_scope_id

    /// <summary>Writes the list.</summary>
    public void Write(Utf8JsonWriter json, Detection detection)
    {
        json.WriteStartArray("evidences");
        json.WriteStartObject();
        WriteSource(json, detection.Source, null, detection);
        if (detection.Destination is not null || detection.DestinationName is not null)
            WriteDestination(json, detection.Destination, detection.DestinationPort, detection);
        WriteActor(json, detection);
        WriteData(json, detection);
        WriteFile(json, detection);
        json.WriteEndObject();
        foreach (var flow in detection.Flows) WriteFlow(json, flow, detection);
        json.WriteEndArray();
    }

    private static void WriteActor(Utf8JsonWriter json, Detection detection)
    {
        if (detection.Accounts.Count == 0) return;
        json.WriteStartObject("actor");
        json.WriteStartObject("user");
        json.WriteString("name", detection.Accounts[0]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, Detection detection)
    {
        if (detection.EvidenceFile is not { } name) return;
        json.WriteStartObject("file");
        json.WriteString("name", name);
        json.WriteNumber("type_id", RegularFile);
        json.WriteString("desc", "packets of this finding");
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, Detection detection)
    {
        json.WriteStartObject("data");
        foreach (var number in detection.Evidence)
        {
            json.WriteStartObject(number.Name);
            json.WriteNumber("value", number.Value);
            json.WriteString("unit", number.Unit);
            json.WriteEndObject();
        }
        if (detection.SourceReverseName is { } source) json.WriteString("source_reverse_name", source); // no hostname: who owns an address calls it what he likes
        if (detection.DestinationReverseName is { } other) json.WriteString("destination_reverse_name", other);
        if (detection.Steps.Count > 0)
        {
            json.WriteStartArray("story");
            foreach (var step in detection.Steps) json.WriteStringValue(step);
            json.WriteEndArray();
        }
        if (detection.RiskParts.Count > 0) RiskPartsJson.Write(json, detection.RiskParts);
        json.WriteEndObject();
    }

    private void WriteFlow(Utf8JsonWriter json, FlowIdentity flow, Detection detection)
    {
        json.WriteStartObject();
        WriteSource(json, flow.Originator, flow.OriginatorPort, detection);
        WriteDestination(json, flow.Responder, flow.ResponderPort, detection);
        json.WriteStartObject("connection_info");
        json.WriteNumber("direction_id", DirectionOf(flow));
        json.WriteString("protocol_name", flow.Transport.ToString().ToLowerInvariant());
        json.WriteNumber("protocol_num", (int)flow.Protocol);
        json.WriteString("uid", flow.Uid);
        json.WriteString("community_uid", flow.CommunityId);
        json.WriteEndObject();
        json.WriteStartObject("data");
        json.WriteNumber("start_time", Milliseconds.Of(flow.Start));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteSource(Utf8JsonWriter json, IpAddr address, int? port, Detection detection)
    {
        json.WriteStartObject("src_endpoint");
        WriteAddress(json, address, port);
        WriteKnown(json, address, detection);
        json.WriteEndObject();
    }

    /// <summary>The other side: its name is told with it, and the place only where it is the finding's own address.</summary>
    private void WriteDestination(Utf8JsonWriter json, IpAddr? address, int? port, Detection detection)
    {
        json.WriteStartObject("dst_endpoint");
        WriteAddress(json, address, port);
        var isOurs = address is { } ours && HostOf(ours, detection)?.Name is not null;
        if (!isOurs && detection.DestinationName is { } name) json.WriteString("hostname", name);
        if (address is { } known) WriteKnown(json, known, detection);
        if (detection.Destination == address) WritePlace(json, detection);
        json.WriteEndObject();
    }

    private void WriteAddress(Utf8JsonWriter json, IpAddr? address, int? port)
    {
        if (address is { } ip)
        {
            json.WriteString("ip", ip.ToString());
            json.WriteNumber("network_scope_id", home.Contains(ip) ? Inside : Outside);
        }
        if (port is { } number) json.WriteNumber("port", number);
    }

    private static void WriteKnown(Utf8JsonWriter json, IpAddr address, Detection detection) =>
        HostObject.Write(json, HostOf(address, detection), address == detection.Source ? detection.SourceZone : address == detection.Destination ? detection.DestinationZone : null);

    /// <summary>Who has an address of a flow: flows may go the other way round.</summary>
    private static HostIdentity? HostOf(IpAddr address, Detection detection) =>
        address == detection.Source ? detection.SourceHost : address == detection.Destination ? detection.DestinationHost : null;

    private static void WritePlace(Utf8JsonWriter json, Detection detection)
    {
        WriteLocation(json, detection.DestinationCountry, detection.DestinationPlace);
        if (detection.DestinationAsn is { } system)
        {
            json.WriteStartObject("autonomous_system");
            json.WriteNumber("number", system);
            if (detection.DestinationAsnName is { } holder) json.WriteString("name", holder);
            json.WriteEndObject();
        }
    }

    private static void WriteLocation(Utf8JsonWriter json, string? country, Place? place)
    {
        if (country is null && place is null) return;
        json.WriteStartObject("location");
        if (country is not null) json.WriteString("country", country);
        if (place?.City is { } city) json.WriteString("city", city);
        if (place is { Latitude: { } north, Longitude: { } east })
        {
            json.WriteNumber("lat", north);
            json.WriteNumber("long", east);
        }
        json.WriteEndObject();
    }

    private int DirectionOf(FlowIdentity flow) => (home.Contains(flow.Originator), home.Contains(flow.Responder)) switch
    {
        (true, true) => Lateral,
        (true, false) => Out,
        (false, true) => In,
        _ => Unknown,
    };
}
