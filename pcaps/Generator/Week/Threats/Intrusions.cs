using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>An intruder moves through the office: services, WMI, remote desktops, passwords, tickets, the directory.</summary>
/// <param name="traffic">Where it is seen.</param>
/// <param name="desk">Number of the first desk that has to do with it.</param>
internal sealed class Intrusions(Traffic traffic, int desk)
{
    private const string ServiceControl = "367abb81-9844-35f1-ad32-98f038001003", Activator = "000001a0-0000-0000-c000-000000000046";
    private const string WbemLogin = "f309ad18-d86a-11d0-a075-00c04fb68820", WbemServices = "9556dc99-828c-11cf-a37e-00aa003240c7", Replication = "e3514235-4b06-11d1-ab04-00c04fc2dcd2";

    private readonly Machine[] _desktops = [.. traffic.Office.Workstations.Where(machine => machine.Kind == MachineKind.Desktop && machine.IsWindows)];

    private Office Office => traffic.Office;

    /// <summary>All of it.</summary>
    public IEnumerable<Incident> All()
    {
        yield return PsExec(Desktop(1), Desktop(6), Calendar.At(1, 15.2));
        yield return Wmi(Desktop(1), Desktop(7), Calendar.At(1, 15.6));
        yield return RemoteDesktop("rdp-chain-1", Desktop(3), Desktop(8), Calendar.At(2, 22), "the first jump of a chain of remote desktops");
        yield return RemoteDesktop("rdp-chain-2", Desktop(8), Office.FileServer, Calendar.At(2, 22.1), "the second jump, from within the first, to the file server");
        yield return Spray(Desktop(4), Calendar.At(3, 4));
        yield return Roast(Desktop(4), Calendar.At(3, 4.5));
        yield return Replicate(Desktop(2), Calendar.At(4, 23));
        yield return Sweep(Desktop(5), Calendar.At(2, 20));
    }

    private Machine Desktop(int number) => _desktops[(number + desk) % _desktops.Length];

    private Incident PsExec(Machine from, Machine to, Timestamp begin)
    {
        return new Incident(Lateral("psexec", from, to, ["T1021.002", "T1569.002", "T1570"], "an executable is copied to ADMIN$, made a service, started and removed"), begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            var session = FileSession.Open(traffic, from, to, "admin.it", now, chance).Share("ADMIN$");
            yield return now;
            var file = session.Create("PSEXESVC.exe", writesOver: true);
            session.Write(file, [.. "MZ"u8, .. Octets.Noise(1_000, chance)]).Transfer(file, 380_000, isWrite: true).Close(file).Share("IPC$");
            yield return session.Talk.Now;
            var pipe = session.Create("svcctl");
            Say(DceRpcMessages.Bind(ServiceControl, 2));
            Say(DceRpcMessages.Call(2, 15, [.. Octets.Le32(0x20000), .. DceRpcMessages.Text(to.Name), 0, 0, 0, 0, .. Octets.Le32(0xF003F)], [.. DceRpcMessages.Handle, 0, 0, 0, 0]));
            Say(DceRpcMessages.Call(3, 12, DceRpcMessages.NewService("PSEXESVC", @"%SystemRoot%\PSEXESVC.exe"), [0, 0, 0, 0, .. DceRpcMessages.Handle, 0, 0, 0, 0]));
            yield return session.Talk.Now;
            Say(DceRpcMessages.Call(4, 19, [.. DceRpcMessages.Handle, .. new byte[8]], [0, 0, 0, 0]));
            yield return session.Talk.Now;
            foreach (var name in new[] { "PSEXESVC", $"PSEXESVC-{from.Name}-4711-stdin", $"PSEXESVC-{from.Name}-4711-stdout" })
            {
                var other = session.Create(name);
                session.Write(other, Octets.Noise(60, chance));
            }
            session.Talk.Wait(TimeSpan.FromSeconds(40));
            Say(DceRpcMessages.Call(5, 2, DceRpcMessages.Handle, [0, 0, 0, 0]));
            yield return session.Talk.Now;
            session.Close(pipe).End();

            void Say((byte[] Ask, byte[] Answer) turn) => session.Write(pipe, turn.Ask).Read(pipe, turn.Answer);
        }
    }

    private Incident Wmi(Machine from, Machine to, Timestamp begin)
    {
        return new Incident(Lateral("wmi", from, to, ["T1047"], "a process is made through WMI, and its output read from ADMIN$"), begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            yield return now;
            var end = new RpcConnection(traffic, from, to, 135, now, chance).Bind(Activator, 0).Call(4, 700, 900).End();
            yield return end;
            new RpcConnection(traffic, from, to, 49_667, end, chance).Bind(WbemLogin, 0).Call(6, 200, 200).End();
            end = new RpcConnection(traffic, from, to, 49_667, end + chance.Between(0.1, 0.4), chance).Bind(WbemServices, 0).Call(24, 600, 300).Call(24, 600, 300).End();
            yield return end;
            var session = FileSession.Open(traffic, from, to, "admin.it", end, chance).Share("ADMIN$");
            var file = session.Create("__1789971234.55");
            session.Read(file, Octets.Ascii("office\\admin.it\r\n")).Close(file, deletes: true).End();
            yield return session.Talk.Now;
        }
    }

    private Incident RemoteDesktop(string name, Machine from, Machine to, Timestamp begin, string about)
    {
        return new Incident(Lateral(name, from, to, ["T1021.001"], about), begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            yield return now;
            var talk = traffic.Open(from, to.Host.Address, 3389, now, chance);
            byte[] cookie = Octets.Ascii("Cookie: mstshash=admin.it\r\n");
            talk.Client([3, 0, 0, (byte)(19 + cookie.Length), (byte)(14 + cookie.Length), 0xE0, 0, 0, 0, 0, 0, .. cookie, 1, 0, 8, 0, 3, 0, 0, 0])
                .Server([3, 0, 0, 19, 14, 0xD0, 0, 0, 0x12, 0x34, 0, 2, 0x1F, 8, 0, 2, 0, 0, 0])
                .Client(TlsClient.Windows.Hello(to.Name + ".office.example", chance))
                .Server(TlsMessages.ServerFlight12(0xC030, Site.Issue(to.Name + ".office.example", to.Name + ".office.example", 180), null, chance))
                .Client(TlsMessages.ClientFlight12(chance)).Server(TlsMessages.Finished(chance));
            foreach (var (asked, answered) in new[] { (57, 300), (600, 80), (250, 80), (500, 400) })
            {
                Traffic.Say(talk, true, asked, chance);
                Traffic.Say(talk, false, answered, chance);
            }
            for (var minute = 0; minute < 25; minute++)
            {
                yield return talk.Now;
                for (var i = 0; i < 20; i++)
                {
                    Traffic.Say(talk, true, chance.Next(30, 90), chance);
                    Traffic.Say(talk, false, chance.Next(300, 30_000), chance);
                    talk.Wait(chance.Between(0.5, 5));
                }
            }
            talk.Close();
        }
    }

    /// <summary>One password tried for everybody, at four in the morning.</summary>
    private Incident Spray(Machine from, Timestamp begin)
    {
        var hidden = Credentials("spray", from, ["T1110.003"], "one password is tried for every account of the office");
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            foreach (var user in Office.Workstations.Select(machine => machine.User).Concat(["administrator", "svc-backup", "svc-sql", "helpdesk"]))
            {
                yield return now;
                var isLucky = user == "svc-sql";
                Kerberos(from, KerberosMessages.AsRequest(user, true, chance), isLucky ? KerberosMessages.AsReply(user, chance) : KerberosMessages.Error(24), now, chance);
                now += chance.Between(1, 4);
            }
        }
    }

    private Incident Roast(Machine from, Timestamp begin)
    {
        var hidden = Credentials("kerberoast", from, ["T1558.003"], "tickets with RC4 for every service account, to crack them at home");
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            foreach (var service in Enumerable.Range(1, 14).Select(i => $"MSSQLSvc/sql{i:D2}.office.example"))
            {
                yield return now;
                Kerberos(from, KerberosMessages.TgsRequest(service, 23, chance), KerberosMessages.TgsReply(from.User, service, 23, chance), now, chance);
                now += chance.Between(0.05, 0.6);
            }
        }
    }

    private Incident Replicate(Machine from, Timestamp begin)
    {
        var hidden = new Hidden("dcsync", from)
        {
            Kind = "credentials", Detectors = ["lateral-movement", "credentials"], Techniques = ["T1003.006"], Destinations = [Office.DomainController.Host.Address],
            About = "a workstation has the domain controller replicate its secrets",
        };
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            yield return now;
            var rpc = new RpcConnection(traffic, from, Office.DomainController, 49_668, now, chance).Bind(Replication, 4).Call(0, 120, 80).Call(12, 200, 300);
            yield return rpc.Talk.Now;
            for (var i = 0; i < 6; i++) rpc.Call(3, 500, 3_000);
            yield return rpc.End();
        }
    }

    /// <summary>Who answers on port 445? Most addresses do not.</summary>
    private Incident Sweep(Machine from, Timestamp begin)
    {
        var hidden = new Hidden("scan", from) { Kind = "discovery", Detectors = ["scan"], Techniques = ["T1046", "T1018"], About = "one port of five hundred addresses" };
        return new Incident(hidden, begin, Steps);

        IEnumerable<Timestamp> Steps(Timestamp now, Random chance)
        {
            for (var i = 0; i < 500; i++)
            {
                yield return now;
                var address = Office.Address(0x1000 + i);
                var (port, target) = (from.Port(), Office.At(address));
                if (Office.IsTaken(address) && traffic.Office.All.First(machine => machine.Host.Address == address).Presence.IsOn(now))
                {
                    traffic.Output.Add(now, Frames.Tcp(from.Host, port, target, 445, 7, 0, TcpFlags.Syn, []));
                    traffic.Output.Add(now + TimeSpan.FromMilliseconds(0.4), Frames.Tcp(target, 445, from.Host, port, 0, 8, TcpFlags.Rst | TcpFlags.Ack, []));
                }
                else
                {
                    traffic.Output.Add(now, Frames.Arp(from.Host, new Host(address, default), answer: false));
                    traffic.Output.Add(now + TimeSpan.FromMilliseconds(0.1), Frames.Tcp(from.Host, port, new Host(address, Office.Router.Mac), 445, 7, 0, TcpFlags.Syn, []));
                }
                now += chance.Between(0.02, 0.2);
            }
        }
    }

    private void Kerberos(Machine from, byte[] ask, byte[] answer, Timestamp now, Random chance) =>
        traffic.Open(from, Office.DomainController.Host.Address, 88, now, chance).Client(ask).Server(answer).Close();

    private static Hidden Lateral(string name, Machine from, Machine to, string[] techniques, string about) =>
        new(name, from) { Kind = "lateral", Detectors = ["lateral-movement"], Techniques = techniques, Destinations = [to.Host.Address], About = about };

    private Hidden Credentials(string name, Machine from, string[] techniques, string about) =>
        new(name, from) { Kind = "credentials", Detectors = ["credentials"], Techniques = techniques, Destinations = [Office.DomainController.Host.Address], About = about };
}
