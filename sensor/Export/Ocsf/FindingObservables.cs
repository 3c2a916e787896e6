using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Export.Ocsf;

/// <summary>Writes <c>observables</c>: what an analyst looks up elsewhere, once each, by the name of the attribute that holds it.</summary>
internal static class FindingObservables
{
    /// <summary>Writes the list.</summary>
    public static void Write(Utf8JsonWriter json, Detection detection)
    {
        json.WriteStartArray("observables");
        WriteOne(json, "evidences.src_endpoint.ip", ObservableType.IpAddress, detection.Source.ToString());
        WriteHost(json, "evidences.src_endpoint", detection.SourceHost);
        if (detection.Destination is { } destination) WriteOne(json, "evidences.dst_endpoint.ip", ObservableType.IpAddress, destination.ToString());
        WriteHost(json, "evidences.dst_endpoint", detection.DestinationHost);
        if (detection.DestinationName is { } name && HostObject.FullName(detection.DestinationHost) is null)
            WriteOne(json, "evidences.dst_endpoint.hostname", ObservableType.HostName, name);
        if (detection.DestinationPort is { } port) WriteOne(json, "evidences.dst_endpoint.port", ObservableType.Port, port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (detection.DestinationCountry is { } country) WriteOne(json, "evidences.dst_endpoint.location.country", ObservableType.Country, country);
        foreach (var account in detection.Accounts) WriteOne(json, "evidences.actor.user.name", ObservableType.UserName, account);
        json.WriteEndArray();
    }

    private static void WriteHost(Utf8JsonWriter json, string endpoint, HostIdentity? host)
    {
        if (HostObject.FullName(host) is { } name) WriteOne(json, $"{endpoint}.hostname", ObservableType.HostName, name);
        if (host?.Mac is { } mac) WriteOne(json, $"{endpoint}.mac", ObservableType.MacAddress, mac.ToString());
        if (host?.User is { } user) WriteOne(json, $"{endpoint}.owner.name", ObservableType.UserName, user);
    }

    private static void WriteOne(Utf8JsonWriter json, string name, ObservableType type, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("type_id", (int)type);
        json.WriteString("type", type switch
        {
            ObservableType.HostName => "Hostname",
            ObservableType.IpAddress => "IP Address",
            ObservableType.MacAddress => "MAC Address",
            ObservableType.UserName => "User Name",
            ObservableType.Port => "Port",
            _ => "Country",
        });
        json.WriteString("value", value);
        json.WriteEndObject();
    }
}
