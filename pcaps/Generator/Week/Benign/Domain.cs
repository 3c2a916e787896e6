using NetSensor.Wire;

namespace NetSensor.Generator.Week.Benign;

/// <summary>What the members of a domain do: log on, fetch policies, open files, mail.</summary>
internal sealed class Domain(Traffic traffic, int seed)
{
    private Office Office => traffic.Office;

    /// <summary>Of every machine its share.</summary>
    public IEnumerable<IEnumerable<Timestamp>> All()
    {
        foreach (var machine in Office.Workstations)
        {
            yield return Mail(machine);
            if (!machine.IsWindows) continue;
            yield return LogOn(machine);
            yield return Policies(machine);
            yield return Files(machine);
        }
    }

    /// <summary>In the morning, and when it wakes.</summary>
    private IEnumerable<Timestamp> LogOn(Machine machine)
    {
        var chance = Chance.For(seed, "logon " + machine.Name);
        var mornings = machine.Kind == MachineKind.Desktop ? Presence.OfficeHours(chance, false) : machine.Presence;
        foreach (var (from, _) in mornings.Spans)
        {
            var now = from + chance.Between(4, 90);
            yield return now;
            if (chance.Happens(0.05)) now = Refused(machine, now, chance) + chance.Between(3, 9);       // mistyped
            Tickets(machine, now, ["cifs/FS01.office.example", "ldap/DC01.office.example"], chance);
        }
    }

    private void Tickets(Machine machine, Timestamp now, string[] services, Random chance)
    {
        var talk = traffic.Open(machine, Office.DomainController.Host.Address, 88, now, chance);
        talk.Client(KerberosMessages.AsRequest(machine.User, false, chance)).Server(KerberosMessages.Error(25)).Close();
        talk = traffic.Open(machine, Office.DomainController.Host.Address, 88, talk.Now, chance);
        talk.Client(KerberosMessages.AsRequest(machine.User, true, chance)).Server(KerberosMessages.AsReply(machine.User, chance)).Close();
        foreach (var service in services)
        {
            talk = traffic.Open(machine, Office.DomainController.Host.Address, 88, talk.Now + chance.Between(0.1, 2), chance);
            talk.Client(KerberosMessages.TgsRequest(service, 18, chance)).Server(KerberosMessages.TgsReply(machine.User, service, 18, chance)).Close();
        }
    }

    private Timestamp Refused(Machine machine, Timestamp now, Random chance)
    {
        var talk = traffic.Open(machine, Office.DomainController.Host.Address, 88, now, chance);
        talk.Client(KerberosMessages.AsRequest(machine.User, true, chance)).Server(KerberosMessages.Error(24)).Close();
        return talk.Now;
    }

    /// <summary>Every hour and a half, give or take: a look into the directory and the policies' share.</summary>
    private IEnumerable<Timestamp> Policies(Machine machine)
    {
        var chance = Chance.For(seed, "policies " + machine.Name);
        return machine.Again(chance, () => chance.Between(5_400, 7_200), now =>
        {
            var talk = traffic.Open(machine, Office.DomainController.Host.Address, 389, now, chance);
            talk.Client(LdapMessages.Bind(1)).Server(LdapMessages.Bound(1))
                .Client(LdapMessages.Search(2, "dc=office,dc=example", ("sAMAccountName", machine.Name + "$"), "distinguishedName", "gPLink"))
                .Server([.. LdapMessages.Entry(2, $"cn={machine.Name},dc=office,dc=example", "gPLink", "default"), .. LdapMessages.Done(2)]).Close();
            var session = FileSession.Open(traffic, machine, Office.DomainController, machine.Name + "$", talk.Now, chance).Share("sysvol");
            var file = session.Create(@"office.example\Policies\{31B2F340-016D-11D2-945F-00C04FB984F9}\gpt.ini");
            session.Read(file, Octets.Ascii("[General]\r\nVersion=65539\r\n")).Close(file).End();
        });
    }

    /// <summary>A person's files: some are read, some written.</summary>
    private IEnumerable<Timestamp> Files(Machine machine)
    {
        var chance = Chance.For(seed, "files " + machine.Name);
        var day = Presence.OfficeHours(chance, true);
        var moment = Calendar.Begin;
        while (day.Next(moment) is { } sits)
        {
            var now = sits + chance.LongTail(60, 5_000);
            yield return now;
            moment = now + chance.LongTail(300, 9_000);
            if (!machine.Presence.IsOn(now)) continue;
            var session = FileSession.Open(traffic, machine, Office.FileServer, machine.User, now, chance).Share(chance.Happens(0.7) ? "projects" : "home");
            for (var files = chance.Next(1, 4); files > 0; files--)
            {
                var writes = chance.Happens(0.3);
                var file = session.Create($@"{machine.User}\document{chance.Rank(200)}.docx", writes);
                session.Transfer(file, chance.Around(chance.Around(400_000)), writes).Close(file);
                session.Talk.Wait(chance.Between(0.5, 8));
            }
            session.End();
        }
    }

    /// <summary>The mail program asks every ten minutes.</summary>
    private IEnumerable<Timestamp> Mail(Machine machine)
    {
        var chance = Chance.For(seed, "mail " + machine.Name);
        traffic.Internet.Add("mail.office.example", "DE");
        return machine.Again(chance, () => chance.Between(594, 606), now =>
            traffic.Tls(machine, new Exchange("mail.office.example")
            {
                Address = Office.MailServer.Host.Address, Port = 993, Client = TlsClient.Windows, Request = 220, Answer = chance.Happens(0.1) ? chance.Around(60_000) : 260,
            }, now, chance));
    }
}
