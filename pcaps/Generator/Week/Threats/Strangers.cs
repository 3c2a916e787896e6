using NetSensor.Generator.Week.Benign;
using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>Devices that nobody invited, and one that is not any more what it was.</summary>
internal sealed class Strangers(Traffic traffic)
{
    private static readonly string[] Names = ["device", "poisoning"];

    /// <summary>All of it.</summary>
    public IEnumerable<Incident> All()
    {
        yield return Camera(Calendar.At(4, 14));
        yield return AccessPoint(Calendar.At(3, 11));
        yield return Impostor(traffic.Office.Printers[1], Calendar.At(5, 20));
    }

    /// <summary>A camera of a maker that the office does not have; it asks its cloud every minute and a half.</summary>
    private Incident Camera(Timestamp begin)
    {
        var camera = traffic.Office.Place(new Machine("ipcam-unknown", MachineKind.Camera, new Host(Office.Address(0x00C0), Office.Hardware(0xC056E3, "ipcam")), Presence.From(begin)));
        return new Incident(Device("new-camera", camera, "a camera of another maker is plugged in on Friday"), begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            traffic.Internet.Add("dev.eu-camera-cloud.example", "CN");
            DhcpMessages.Join(traffic.Output, camera, traffic.Office, now, chance);
            traffic.Output.Add(now + TimeSpan.FromSeconds(1), Frames.Arp(camera.Host, traffic.Office.Router, answer: false));
            for (now += TimeSpan.FromSeconds(2); now < Calendar.End; now += chance.Between(85, 95))
            {
                yield return now;
                traffic.Tls(camera, new Exchange("dev.eu-camera-cloud.example") { Client = TlsClient.Embedded, Request = 300, Answer = 120 }, now, chance);
            }
        }
    }

    /// <summary>A small router with people's machines behind it: several of them speak with one address.</summary>
    private Incident AccessPoint(Timestamp begin)
    {
        var router = traffic.Office.Place(new Machine("TL-WR841N", MachineKind.Thing, new Host(Office.Address(0x00C8), Office.Hardware(0x50C7BF, "access point")), Presence.From(begin)));
        return new Incident(Device("rogue-router", router, "somebody's own wireless router, with several machines behind it"), begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            DhcpMessages.Join(traffic.Output, router, traffic.Office, now, chance);
            traffic.Output.Add(now + TimeSpan.FromSeconds(1), Frames.Arp(router.Host, traffic.Office.Router, answer: false));
            for (var end = now + TimeSpan.FromHours(5); now < end; now += chance.Pause(25))
            {
                yield return now;
                var client = chance.Next(3) switch { 0 => TlsClient.Chrome, 1 => TlsClient.Apple, _ => TlsClient.Firefox };
                traffic.Tls(router, new Exchange(Browsing.SiteName(chance.Rank(600))) { Client = client, Answer = chance.Around(20_000) }, now, chance);
            }
        }
    }

    /// <summary>A printer's address is taken by another machine, which behaves as no printer does.</summary>
    private Incident Impostor(Machine printer, Timestamp begin)
    {
        var impostor = new Machine("kali", MachineKind.Thing, printer.Host with { Mac = Office.Hardware(0x080027, "kali") }, Presence.From(begin));
        var hidden = Device("changed-printer", impostor, "a printer's address is suddenly used by other hardware, which looks around the servers");
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            for (var i = 0; i < 6; i++) traffic.Output.Add(now + TimeSpan.FromSeconds(i), Frames.Arp(impostor.Host, impostor.Host, answer: false));
            foreach (var server in traffic.Office.Servers)
            {
                now += chance.Between(20, 90);
                yield return now;
                var session = FileSession.Attempt(traffic, impostor, server, "guest", now, chance, 0xC000006D).Session;
                session.End();
                traffic.Tls(impostor, new Exchange("http.kali-mirror.example") { Client = TlsClient.OpenSsl, Answer = 200_000 }, now + TimeSpan.FromSeconds(5), chance);
            }
        }
    }

    private static Hidden Device(string name, Machine machine, string about) =>
        new(name, machine) { Kind = "device", Detectors = Names, Techniques = ["T1200", "T1557", "T1036"], About = about };
}
