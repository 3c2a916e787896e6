using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Desk;

/// <summary>Findings to hand to the desk, and hosts to know.</summary>
internal static class Findings
{
    public static readonly Timestamp Noon = Timestamp.FromUnix(1_790_000_000 / 86_400 * 86_400 + 43_200);

    public static Detection Beacon => new()
    {
        Id = "beacon-1",
        Detector = "beaconing",
        Time = Noon,
        FirstSeen = Noon - TimeSpan.FromMinutes(20),
        LastSeen = Noon - TimeSpan.FromMinutes(1),
        Title = "10.0.0.5 contacts c2.example:443 every 60 s",
        Reason = "20 check-ins.",
        Severity = Severity.Medium,
        Confidence = 50,
        Risk = 60,
        Source = IpAddr.Parse("10.0.0.5"),
        Destination = IpAddr.Parse("198.51.100.7"),
        DestinationPort = 443,
        DestinationName = "c2.example",
        Techniques = [new Technique("T1071.001", "Web Protocols", "TA0011", "Command and Control")],
    };

    public static Detection Lateral => Beacon with
    {
        Id = "lateral-1", Detector = "lateral-movement", Title = "10.0.0.5 ran a service on 10.0.0.9", Severity = Severity.High, Risk = 75,
        Destination = IpAddr.Parse("10.0.0.9"), DestinationPort = 445, DestinationName = null,
        Techniques = [new Technique("T1569.002", "Service Execution", "TA0002", "Execution")],
    };

    public static HostIdentity Workstation => new()
    {
        DeviceId = "dev-5", Address = IpAddr.Parse("10.0.0.5"), Name = "alice-pc", Domain = "corp.example", User = "alice", Kind = "workstation",
        Vendor = "Dell", Role = HostRole.Client, IsManaged = true,
    };

    public static HostIdentity DomainController => new() { DeviceId = "dev-9", Address = IpAddr.Parse("10.0.0.9"), Name = "dc1", Role = HostRole.DomainController };
}
