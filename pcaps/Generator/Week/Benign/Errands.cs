using NetSensor.Wire;

namespace NetSensor.Generator.Week.Benign;

/// <summary>What happens now and then: printing, calls with pictures, mail between servers, backups at night, large up- and downloads.</summary>
internal sealed class Errands(Traffic traffic, int seed)
{
    private Office Office => traffic.Office;

    /// <summary>All of it.</summary>
    public IEnumerable<IEnumerable<Timestamp>> All()
    {
        foreach (var machine in Office.Workstations)
        {
            yield return Print(machine);
            yield return Meet(machine);
            yield return Drive(machine);
        }
        yield return MailOut();
        yield return Backup();
    }

    private IEnumerable<Timestamp> Print(Machine machine)
    {
        var chance = Chance.For(seed, "print " + machine.Name);
        return machine.Again(chance, () => chance.LongTail(4_000, 90_000), now =>
        {
            var printer = Office.Printers[(int)(Chance.Hash(machine.Name) % (uint)Office.Printers.Count)];
            var talk = traffic.Open(machine, printer.Host.Address, 9100, now, chance);
            talk.Client([0x1b, .. "%-12345X@PJL JOB\r\n"u8]).Bulk(true, Enumerable.Repeat((Octets.Ascii("%PDF"), 30_000), chance.Next(2, 40)), 2e6).Close();
        });
    }

    /// <summary>A call with pictures: media over UDP, of which a packet in two seconds stands for all.</summary>
    private IEnumerable<Timestamp> Meet(Machine machine)
    {
        var chance = Chance.For(seed, "meet " + machine.Name);
        traffic.Internet.Add("relay.meeting-vendor.example", "cloud", 8);
        var day = Presence.OfficeHours(chance, false);
        foreach (var (from, to) in day.Spans)
        {
            if (chance.Happens(0.6)) continue;
            var begin = from + (to - from) * chance.NextDouble();
            if (!machine.Presence.IsOn(begin)) continue;
            yield return begin;
            var now = traffic.Tls(machine, new Exchange("relay.meeting-vendor.example") { Client = machine.Browser, Answer = 9_000 }, begin, chance);
            now = traffic.Lookup(machine, "relay.meeting-vendor.example", now, chance, out var address);
            var (relay, port) = (Office.Outside(address), machine.Port());
            for (var end = now + chance.Between(600, 2_700); now < end; now += TimeSpan.FromSeconds(2))
            {
                yield return now;
                traffic.Output.Add(now, Frames.Udp(machine.Host, port, relay, 3479, [0x80, 0x60, .. Octets.Noise(90, chance)]));
                traffic.Output.Add(now + TimeSpan.FromMilliseconds(30), Frames.Udp(relay, 3479, machine.Host, port, [0x80, 0x60, .. Octets.Noise(120, chance)]));
            }
        }
    }

    /// <summary>One person in six puts files into a cloud, large ones at times: the benign twin of who carries data away.</summary>
    private IEnumerable<Timestamp> Drive(Machine machine)
    {
        var chance = Chance.For(seed, "drive " + machine.Name);
        traffic.Internet.Add("upload.cloud-drive.example", "cdn", 4);
        if (Chance.Hash(machine.Name + " drive") % 6 != 0) return [];
        return machine.Again(chance, () => chance.LongTail(5_000, 60_000), now =>
            traffic.Tls(machine, new Exchange("upload.cloud-drive.example") { Client = TlsClient.OpenSsl, Request = chance.Around(chance.Around(4_000_000)), Answer = 500 }, now, chance));
    }

    private IEnumerable<Timestamp> MailOut()
    {
        var chance = Chance.For(seed, "mail out");
        var peers = Enumerable.Range(0, 12).Select(i => traffic.Internet.Add($"mx{i}.partner{i}.example", i % 3 == 0 ? "FR" : "DE", 1, 3_600).Name).ToArray();
        return Office.MailServer.Again(chance, () => chance.LongTail(100, 3_000), now =>
        {
            var name = peers[chance.Rank(peers.Length)];
            now = traffic.Lookup(Office.MailServer, name, now, chance, out var address);
            var talk = traffic.Open(Office.MailServer, address, 25, now, chance, TimeSpan.FromMilliseconds(20));
            talk.Server(Octets.Ascii($"220 {name} ESMTP\r\n")).Client(Octets.Ascii("EHLO mail.office.example\r\n")).Server(Octets.Ascii($"250-{name}\r\n250 STARTTLS\r\n"))
                .Client(Octets.Ascii("STARTTLS\r\n")).Server(Octets.Ascii("220 ready\r\n")).Client(TlsClient.OpenSsl.Hello(name, chance))
                .Server(TlsMessages.ServerFlight13(0x1302, chance)).Client([20, 3, 3, 0, 1, 1, .. TlsMessages.Data(58, chance)]);
            Traffic.Say(talk, true, chance.Around(chance.Around(40_000)), chance);
            Traffic.Say(talk, false, 120, chance);
            talk.Close();
        });
    }

    /// <summary>At 01:00 the backup server reads the file server, at 03:00 it carries the result to a cloud that it uses every night.</summary>
    private IEnumerable<Timestamp> Backup()
    {
        var chance = Chance.For(seed, "backup");
        traffic.Internet.Add("vault.backup-vendor.example", "cloud", 3);
        for (var day = 0; day < 7; day++)
        {
            var now = Calendar.At(day, 1) + chance.Between(0, 60);
            yield return now;
            var session = FileSession.Open(traffic, Office.BackupServer, Office.FileServer, "svc-backup", now, chance).Share("projects");
            for (var i = 0; i < 60; i++)
            {
                var file = session.Create($@"archive\part{i:D3}.dat");
                session.Transfer(file, chance.Around(8_000_000), isWrite: false).Close(file);
                yield return session.Talk.Now;
            }
            session.End();
            now = Calendar.At(day, 3) + chance.Between(0, 300);
            yield return now;
            traffic.Tls(Office.BackupServer, new Exchange("vault.backup-vendor.example") { Client = TlsClient.Windows13, Request = chance.Around(200_000_000), Answer = 800 }, now, chance);
        }
    }
}
