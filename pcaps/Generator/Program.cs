using System.Globalization;
using NetSensor.Generator;
using NetSensor.Generator.Endpoints;
using NetSensor.Generator.Week;

// Writes the captures that cannot be recorded; the same arguments give the same bytes.
//   dotnet run -c Release --project pcaps/Generator -- office OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- industry OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- intrusion OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- icmp-tunnels OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- pings OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- camera-taken OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- camera-updated OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- identity-stolen OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- identity-used OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- places-taken OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- places-moved OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- doors-opened OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- doors-closed OUT.pcap
//   dotnet run -c Release --project pcaps/Generator -- syn-flood OUT.pcap PACKETS PACKETS-PER-SECOND
//   dotnet run -c Release --project pcaps/Generator -- endpoints office|intrusion CAPTURE OUT.jsonl [EvtxDump|Winlogbeat|Nxlog|Ocsf]
//   dotnet run -c Release --project pcaps/Generator -- week OUT.pcap [options of WeekArguments]
switch (args)
{
    case ["office", var path]:
        new OfficeScenario(seed: 20).Build().Save(path);
        return 0;
    case ["industry", var path]:
        new IndustryScenario(seed: 22).Build().Save(path);
        return 0;
    case ["intrusion", var path]:                     // what is hidden in an hour of the week's Tuesday afternoon, for the demo
        new WeekScenario(new WeekOptions { People = 5, IsOfficeOpen = false, FromHour = 39.1, Hours = 1.1 }).Write(path, Path.ChangeExtension(path, ".truth.jsonl"));
        return 0;
    case ["icmp-tunnels", var path]:
        new IcmpScenario(seed: 23).Tunnels().Save(path);
        return 0;
    case ["pings", var path]:
        new IcmpScenario(seed: 24).Pings().Save(path);
        return 0;
    case ["camera-taken", var path]:
        new CameraScenario(seed: 25).Taken().Save(path);
        return 0;
    case ["camera-updated", var path]:
        new CameraScenario(seed: 26).Updated().Save(path);
        return 0;
    case ["identity-stolen", var path]:
        new IdentityScenario(seed: 27).Stolen().Save(path);
        return 0;
    case ["identity-used", var path]:
        new IdentityScenario(seed: 28).Used().Save(path);
        return 0;
    case ["places-taken", var path]:
        new PlaceScenario(seed: 29).Taken().Save(path);
        return 0;
    case ["places-moved", var path]:
        new PlaceScenario(seed: 30).Moved().Save(path);
        return 0;
    case ["doors-opened", var path]:
        new DoorScenario(seed: 27).Opened().Save(path);
        return 0;
    case ["doors-closed", var path]:
        new DoorScenario(seed: 28).Closed().Save(path);
        return 0;
    case ["syn-flood", var path, var packets, var rate]:
        new FloodScenario(int.Parse(packets, CultureInfo.InvariantCulture), int.Parse(rate, CultureInfo.InvariantCulture), seed: 21).Build().Save(path);
        return 0;
    case ["endpoints", "office" or "intrusion", var capture, var log, .. var shape] when Enum.TryParse<EndpointShape>(shape.FirstOrDefault() ?? "Winlogbeat", out var carried):
        File.WriteAllLines(log, (args[1] == "office" ? EndpointScenario.Office() : EndpointScenario.Intrusion()).Write(CaptureSightings.Read(capture), carried));
        return 0;
    case ["week", var path, .. var rest] when WeekArguments.TryRead(rest, out var options, out var fault):
        var truth = Path.ChangeExtension(path, ".truth.jsonl");
        Console.WriteLine($"{new WeekScenario(options).Write(path, truth)} packets in {path}, the truth in {truth}");
        return 0;
    default:
        Console.Error.WriteLine("usage: office OUT.pcap | industry OUT.pcap | intrusion OUT.pcap | icmp-tunnels OUT.pcap | pings OUT.pcap | camera-taken OUT.pcap | camera-updated OUT.pcap | doors-opened OUT.pcap | doors-closed OUT.pcap | identity-stolen OUT.pcap | identity-used OUT.pcap | places-taken OUT.pcap | places-moved OUT.pcap | syn-flood OUT.pcap PACKETS PACKETS-PER-SECOND | endpoints office|intrusion CAPTURE OUT.jsonl [SHAPE] | week OUT.pcap " + WeekArguments.Usage);
        return 2;
}
