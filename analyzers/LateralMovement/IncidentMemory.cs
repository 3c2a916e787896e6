using System.Text.Json;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>What was told of an incident, as it is kept over a restart; its edges are kept by themselves.</summary>
internal sealed record IncidentMemory(string Id, string Root, long Last, int TimesTold, byte Severity, int Risk, int Hosts, string[] Members)
{
    /// <summary>The incident as JSON in UTF-8.</summary>
    public static byte[] Write(Incident incident) => JsonSerializer.SerializeToUtf8Bytes(new IncidentMemory(
        incident.Id, incident.Root.ToString(), incident.Last.Nanoseconds, incident.TimesTold, (byte)incident.ToldSeverity, incident.ToldRisk, incident.ToldHosts, [.. incident.Members.Select(host => host.ToString())]), KeptTypes.Default.IncidentMemory);

    /// <summary>What <see cref="Write"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static IncidentMemory Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, KeptTypes.Default.IncidentMemory) is { Id: not null, Root: not null, Members: not null } incident ? incident : throw new FormatException("no incident");
        }
        catch (JsonException fault)
        {
            throw new FormatException("no incident", fault);
        }
    }

    /// <summary>Tells the incident what was told of it.</summary>
    public void FillIn(Incident incident)
    {
        incident.Last = new Timestamp(Last);
        (incident.TimesTold, incident.ToldSeverity, incident.ToldRisk, incident.ToldHosts) = (TimesTold, (Severity)Severity, Risk, Hosts);
    }
}
