using NetSensor.Wire;

namespace NetSensor.Generator.Week.Benign;

/// <summary>What keeps a network alive: leases, neighbours, time, pings, polls, telephones, cameras.</summary>
internal sealed class Housekeeping(Traffic traffic, int seed)
{
    private Office Office => traffic.Office;

    /// <summary>Of every machine its share.</summary>
    public IEnumerable<IEnumerable<Timestamp>> All()
    {
        foreach (var machine in Office.All)
        {
            yield return Neighbours(machine);
            yield return Time(machine);
            if (machine.Kind is not MachineKind.Server) yield return Lease(machine);
        }
        foreach (var machine in Office.Servers.Concat(Office.Printers)) yield return Poll(machine);
        foreach (var machine in Office.Servers.Concat(Office.Printers).Concat(Office.Cameras).Concat(Office.DeskPhones)) yield return Ping(machine);
        foreach (var phone in Office.DeskPhones) yield return Telephone(phone);
        foreach (var camera in Office.Cameras) yield return Camera(camera);
    }

    private IEnumerable<Timestamp> Neighbours(Machine machine)
    {
        var chance = Chance.For(seed, "arp " + machine.Name);
        return machine.Again(chance, () => chance.Between(500, 900), now =>
        {
            var asked = chance.Happens(0.5) ? Office.Router : Office.DomainController.Host;
            traffic.Output.Add(now, Frames.Arp(machine.Host, asked, answer: false));
            traffic.Output.Add(now + TimeSpan.FromMilliseconds(0.2), Frames.Arp(asked, machine.Host, answer: true));
        });
    }

    private IEnumerable<Timestamp> Lease(Machine machine)
    {
        var chance = Chance.For(seed, "lease " + machine.Name);
        foreach (var (from, _) in machine.Presence.Spans)
        {
            yield return from;
            DhcpMessages.Join(traffic.Output, machine, Office, from + TimeSpan.FromMilliseconds(300), chance);
        }
    }

    /// <summary>Windows asks the domain controller, everything else the pool; the controller itself asks outside.</summary>
    private IEnumerable<Timestamp> Time(Machine machine)
    {
        var chance = Chance.For(seed, "time " + machine.Name);
        var isOurs = machine.IsWindows || (machine.Kind == MachineKind.Server && machine != Office.DomainController);
        var name = machine.IsApple ? "time.apple.com" : machine == Office.DomainController ? "time.windows.com" : "pool.ntp.org";
        if (!isOurs) traffic.Internet.Add(name, name.Contains("apple") ? "apple" : name.Contains("windows") ? "microsoft" : "DE", 4);
        return machine.Again(chance, () => TimeSpan.FromSeconds(1_024 + chance.NextDouble()), now =>
        {
            var server = Office.DomainController.Host;
            if (!isOurs)
            {
                now = traffic.Lookup(machine, name, now, chance, out var address);
                server = Office.Outside(address);
            }
            traffic.Output.Add(now, Frames.Udp(machine.Host, 123, server, 123, Messages.Ntp(false, now)));
            now += chance.Between(0.001, 0.03);
            traffic.Output.Add(now, Frames.Udp(server, 123, machine.Host, 123, Messages.Ntp(true, now)));
        });
    }

    private IEnumerable<Timestamp> Poll(Machine machine)
    {
        var chance = Chance.For(seed, "poll " + machine.Name);
        var monitor = Office.Monitor;
        return machine.Again(chance, () => TimeSpan.FromSeconds(60), now =>
        {
            var (port, id) = (monitor.Port(), (uint)chance.Next(1 << 20));
            traffic.Output.Add(now, Frames.Udp(monitor.Host, port, machine.Host, 161, DeviceMessages.SnmpGet(id)));
            traffic.Output.Add(now + TimeSpan.FromMilliseconds(2), Frames.Udp(machine.Host, 161, monitor.Host, port, DeviceMessages.SnmpAnswer(id, "Example " + machine.Kind)));
        });
    }

    private IEnumerable<Timestamp> Ping(Machine machine)
    {
        var chance = Chance.For(seed, "ping " + machine.Name);
        var sequence = 0;
        return machine.Again(chance, () => TimeSpan.FromSeconds(300), now =>
        {
            sequence++;
            byte[] Echo(byte type) => [type, 0, 0, 0, 0x12, 0x34, .. Octets.U16(sequence), .. Enumerable.Range(0, 48).Select(i => (byte)i)];
            traffic.Output.Add(now, Frames.Icmp(Office.Monitor.Host, machine.Host, Echo(8)));
            traffic.Output.Add(now + chance.Between(0.0002, 0.001), Frames.Icmp(machine.Host, Office.Monitor.Host, Echo(0)));
        });
    }

    private IEnumerable<Timestamp> Telephone(Machine phone)
    {
        var chance = Chance.For(seed, "sip " + phone.Name);
        var call = 0;
        traffic.Internet.Add("sip.voice-provider.example", "DE", 1, 3_600);
        return phone.Again(chance, () => chance.Between(590, 610), now =>
        {
            now = traffic.Lookup(phone, "sip.voice-provider.example", now, chance, out var address);
            var provider = Office.Outside(address);
            traffic.Output.Add(now, Frames.Udp(phone.Host, 5060, provider, 5060, DeviceMessages.SipRegister(phone, ++call)));
            traffic.Output.Add(now + chance.Between(0.01, 0.03), Frames.Udp(provider, 5060, phone.Host, 5060, DeviceMessages.SipRegistered(phone, call)));
        });
    }

    /// <summary>The recorder holds a connection to a camera; pictures come in one of ten seconds here, for the sake of the file's size.</summary>
    private IEnumerable<Timestamp> Camera(Machine camera)
    {
        var chance = Chance.For(seed, "rtsp " + camera.Name);
        var moment = Calendar.Begin + chance.Between(5, 60);
        while (moment < Calendar.End)
        {
            yield return moment;
            var talk = traffic.Open(Office.BackupServer, camera.Host.Address, 554, moment, chance);
            DeviceMessages.RtspBegin(talk, camera);
            var until = moment + TimeSpan.FromHours(24) + chance.Between(0, 600);
            for (var picture = talk.Now; picture < until; picture += TimeSpan.FromSeconds(10))
            {
                yield return picture;
                talk.WaitUntil(picture).Bulk(false, [([0x24, 0, 0x40, 0], chance.Next(12_000, 16_000))], 8e6);
            }
            talk.Close();
            moment = talk.Now + TimeSpan.FromSeconds(2);
        }
    }
}
