using System.Globalization;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class RemoteAccessStory
{
    private static readonly IReadOnlyList<Technique> Administration = AttackCatalog.Find("T1219"), Tunnelling = AttackCatalog.Find("T1219", "T1572"), Proxy = AttackCatalog.Find("T1090.003");

    public static IReadOnlyList<Technique> Techniques { get; } = [.. Tunnelling, .. Proxy];

    public static Detection Tell(ToolUse use, RemoteAccessScore score, int hosts, Timestamp now) => new()
    {
        Id = StableId.Of("remote-access", use.Source.ToString(), use.Tool.Name),
        Detector = "remote-access",
        Time = now,
        FirstSeen = use.First,
        LastSeen = use.Last,
        Title = $"{use.Source} uses {use.Tool.Name}",
        Reason = string.Create(CultureInfo.InvariantCulture,
            $"{What(use.Tool.Kind)}: it {use.Signs[0]} first at {use.First.ToString()[..19]}Z; {use.Connections} connections, {use.BytesOut} bytes went out and {use.BytesIn} came back so far; "
            + $"{hosts} {(hosts == 1 ? "host uses" : "hosts use")} it."),
        Severity = score.Severity,
        Confidence = score.Confidence,
        Risk = score.Risk.Sum,
        RiskParts = score.Risk.Parts,
        Source = use.Source,
        Destination = use.Peer?.Responder,
        DestinationPort = use.Peer?.ResponderPort,
        DestinationName = use.Name,
        Flows = [.. use.Flows],
        Evidence =
        [
            new("connections", use.Connections, "connections"),
            new("questions", use.Questions, "questions"),
            new("bytes_out", use.BytesOut, "bytes"),
            new("bytes_in", use.BytesIn, "bytes"),
            new("hosts_using", hosts, "hosts"),
        ],
        Steps = [.. use.Signs],
        Techniques = use.Tool.Kind switch { ToolKind.Tor => Proxy, ToolKind.Admin => Administration, _ => Tunnelling },
        Count = use.Told.Times,
    };

    private static string What(ToolKind kind) => kind switch
    {
        ToolKind.Tor => "A network that hides where traffic goes",
        ToolKind.Tunnel => "A way into the network through somebody's servers",
        ToolKind.Admin => "A program with which somebody outside can work on the host",
        _ => "A program that joins the host with a network outside",
    };
}
