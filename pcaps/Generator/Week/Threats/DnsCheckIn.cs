using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>A call over DNS: a question below the implant's own zone; when there is a task, it is fetched in texts and answered in names.</summary>
internal sealed class DnsCheckIn(Machine machine, string zone) : ICheckIn
{
    private const int BytesPerText = 180, BytesPerName = 90;

    /// <summary>The type of record that a call asks for.</summary>
    public ushort Question { get; init; } = DnsMessages.A;

    /// <summary>Whether every call asks for the same name, and no task is ever fetched.</summary>
    public bool IsSameName { get; init; }

    /// <inheritdoc/>
    public Hidden Describe(string name, Machine _) => new(name, machine)
    {
        Techniques = ["T1071.004", "T1572"],
        Detectors = ["beaconing", "dns-tunnel"],
        DestinationNames = [zone],
    };

    /// <inheritdoc/>
    public void CheckIn(Traffic traffic, Timestamp now, int task, Random chance)
    {
        var id = $"{chance.Next(0x1000000):x6}{Chance.Hash(machine.Name) & 0xFFFF:x4}";
        byte[] said = Question == DnsMessages.Txt ? DnsMessages.Text(Hex(task == 0 ? 8 : 16, chance)) : task == 0 ? [0, 0, 0, 0] : [0, 0, 0, 0xF1];
        now = traffic.Ask(machine, (IsSameName ? zone : $"{id}.{zone}", Question), (5, [said]), now, chance);
        if (IsSameName) return;
        for (var (left, part) = (Math.Min(task, 9_000), 0); left > 0; left -= BytesPerText, part++)
            now = traffic.Ask(machine, ($"api.{part:x2}{id}.{zone}", DnsMessages.Txt), (5, [DnsMessages.Text(Hex(BytesPerText, chance))]), now, chance);
        for (var (left, part) = (Math.Min(task / 4, 3_000), 0); left > 0; left -= BytesPerName, part++)
            now = traffic.Ask(machine, ($"post.1{Hex(50, chance)}.{Hex(50, chance)}.{part:x2}{id}.{zone}", DnsMessages.A), (5, [[0, 0, 0, 0]]), now, chance);
    }

    private static string Hex(int letters, Random chance) => Convert.ToHexStringLower(Octets.Noise(letters / 2, chance));
}
