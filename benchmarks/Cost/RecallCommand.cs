using System.Diagnostics;
using System.Globalization;
using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Store;
using NetSensor.Wire;

namespace NetSensor.Benchmarks.Cost;

/// <summary>
/// <c>recall [DEVICES] [--state FILE]</c>: how long a sensor takes at its start to read an inventory back, from opening its state file on, and how much of that is opening and checking it. A file
/// that is named stays, so that the program itself can be measured with it.
/// </summary>
internal static class RecallCommand
{
    private const int UsualDevices = 100_000;
    private const int Rounds = 3;
    private const double MostSeconds = 3;
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_790_000_000);

    /// <summary>Prints the seconds of each round; returns 0 when the median is below the goal, 1 when not, 2 wrong use.</summary>
    public static int Run(string[] args)
    {
        var devices = UsualDevices;
        string? kept = null;
        if (args is [.. var before, "--state", var file]) (args, kept) = (before, file);
        if (args.Length > 1 || (args.Length > 0 && !int.TryParse(args[0], CultureInfo.InvariantCulture, out devices)))
        {
            Console.Error.WriteLine("recall [DEVICES] [--state FILE]");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("netsensor-recall-");
        try
        {
            var path = kept ?? Path.Combine(folder.FullName, "state.sqlite");
            Learn(devices, path);
            (double All, double Opening)[] seconds = [.. Enumerable.Range(0, Rounds).Select(_ => Recall(devices, path)).Order()];
            var words = string.Join(", ", seconds.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.All:F2} ({each.Opening:F2})")));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{devices} devices, {new FileInfo(path).Length / 1048576.0:F0} MB: {words} s, of these for opening the file (goal: below {MostSeconds} s)"));
            return seconds[Rounds / 2].All < MostSeconds ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Learn(int devices, string path)
    {
        var hosts = new HostDirectory(new InventoryOptions { Devices = devices + 1 }, HomeNetworks.Private);
        for (var number = 1; number <= devices; number++) Meet(hosts, number);
        new InventoryDeriver(hosts).Finish(NoEvents.Instance);
        using var keeper = Open(path, hosts);
        keeper.Finish();
    }

    /// <summary>A machine as networks see thousands: leased, named, its DHCP fingerprint, somebody at work, a service.</summary>
    private static void Meet(HostDirectory hosts, int number)
    {
        var (mac, address) = (new MacAddress(0x0050_5600_0000UL + (uint)number), IpAddr.FromIPv4(0x0A01_0000u + (uint)number));
        var now = Noon + TimeSpan.FromMilliseconds(10 * number);
        Say(HostFactKind.HardwareAddress, mac.ToString());
        Say(HostFactKind.Name, $"pc{number}.corp.example");
        Say(HostFactKind.Fingerprint, "1,15,3,6,44,46,47,31,33,121,249,43");
        Say(HostFactKind.Vendor, "VMware, Inc.", "oui");
        Emit(new KerberosEvent { Started = now, Carrier = "krb_tcp", ClientName = $"user{number}", ClientRealm = "CORP.EXAMPLE", Success = true }, address, IpAddr.Parse("10.0.0.250"), 88);
        Emit(new FlowEvent { ConnectionState = "SF", History = "ShADadfF", Duration = TimeSpan.FromSeconds(1), OriginatorPackets = 5, ResponderPackets = 5, DirectionConfidence = 1 }, IpAddr.Parse("10.0.0.10"), address, 9100);

        void Say(HostFactKind kind, string value, string source = "dhcp") => Emit(new HostFactEvent
        {
            Address = kind == HostFactKind.HardwareAddress ? address : null, Mac = mac, Kind = kind, Value = value, Source = source, ValidFrom = now, ValidTo = now + TimeSpan.FromHours(8),
        });

        void Emit(SensorEvent happened, IpAddr from = default, IpAddr to = default, ushort port = 0)
        {
            var flow = from == default ? null : new FlowIdentity
            {
                Start = now, Order = (ulong)number, Transport = Transport.Tcp, Protocol = IpProtocol.Tcp, Originator = from, OriginatorPort = 40_000, Responder = to, ResponderPort = port,
                OriginatorMac = from == address ? mac : default, ResponderMac = to == address ? mac : default,
            };
            happened.Stamp(now, flow, 0);
            hosts.Emit(happened);
        }
    }

    private static (double All, double Opening) Recall(int devices, string path)
    {
        var hosts = new HostDirectory(new InventoryOptions { Devices = devices + 1 }, HomeNetworks.Private);
        var watch = Stopwatch.StartNew();
        using var keeper = Open(path, hosts);
        var opening = watch.Elapsed.TotalSeconds;
        keeper.Recall();
        watch.Stop();
        return hosts.Devices >= devices ? (watch.Elapsed.TotalSeconds, opening) : throw new InvalidOperationException($"{hosts.Devices} of {devices} devices came back");
    }

    private static StateKeeper Open(string path, HostDirectory hosts)
    {
        var counters = new StateCounters();
        return new StateKeeper(StateFile.Open(path, new StateOptions(), counters), [hosts], Console.Error.WriteLine, counters);
    }
}
