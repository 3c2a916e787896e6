using System.Collections.Concurrent;
using NetSensor.Enrichment.Inventory;
using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Wire;
using Xunit.Abstractions;

namespace NetSensor.Tests.Enrichment.Inventory;

/// <summary>Devices that are being set up (iot-sentinel), each capture alone: what they are said to be, against what the products are.</summary>
public sealed class IotModelsTests(ITestOutputHelper output)
{
    private const double Goal = 0.85;

    private static readonly Dictionary<string, (string[] Kinds, string[] Vendors)> Truth =
        File.ReadLines(Path.Combine(Checkout.Folder, "tests", "Tests", "Enrichment", "Inventory", "models.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => (parts[1].Split('|'), parts[2].Split('|')), StringComparer.Ordinal);

    [CorpusFact]
    public void Most_devices_get_the_right_kind_and_vendor_from_one_capture_of_their_setup()
    {
        var captures = Directory.EnumerateFiles(Path.Combine(Corpus.Folder!, "iot-sentinel"), "*.pcap", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var lines = new ConcurrentBag<(string Model, string Line, bool IsRight)>();
        Parallel.ForEach(captures, capture => lines.Add(Judge(capture)));
        foreach (var model in lines.GroupBy(line => line.Model).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{model.Key}: {model.Count(line => line.IsRight)} of {model.Count()}");
            foreach (var line in model.Select(line => line.Line).Order(StringComparer.Ordinal)) output.WriteLine("    " + line);
        }
        var right = lines.Count(line => line.IsRight) / (double)lines.Count;
        output.WriteLine($"{right:P1} of {lines.Count} captures");
        Assert.True(right >= Goal, $"{right:P1} are right");
    }

    private static (string Model, string Line, bool IsRight) Judge(string capture)
    {
        var folder = Path.GetDirectoryName(capture)!;
        var model = Path.GetFileName(folder);
        MacAddress.TryParse(File.ReadAllText(Path.Combine(folder, "_iotdevice-mac.txt")).Trim(), out var mac);
        using var replay = Composition.Replay([capture], new ReplayOptions(), null, new Nobody());
        replay.Run();
        var found = replay.Chain.Enrichment.Hosts.Table.Find(DeviceKey.Of(mac))?.Profile.Class;
        var (kinds, vendors) = Truth[model];
        var isRight = found is not null && kinds.Contains(found.Kind.Value) && vendors.Contains(found.Vendor.Value);
        return (model, $"{(isRight ? "right" : "WRONG")} {Path.GetFileName(capture)}: {found?.Kind.Value} ({found?.Kind.Confidence} %), {found?.Vendor.Value} ({found?.Vendor.Confidence} %), {found?.Model.Value} [{string.Join("; ", found?.Reasons.Take(4) ?? [])}]", isRight);
    }

    private sealed class Nobody : IEventSink
    {
        public void Emit(SensorEvent happened) => Assert.NotNull(happened);
    }
}
