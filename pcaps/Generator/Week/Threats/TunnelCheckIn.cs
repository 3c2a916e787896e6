using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>A connection through DNS as iodine makes it: long names up, NULL records down, many a second.</summary>
internal sealed class TunnelCheckIn(Machine machine, string zone) : ICheckIn
{
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz012345";

    /// <inheritdoc/>
    public Hidden Describe(string name, Machine _) => new(name, machine)
    {
        Kind = "tunnel",
        Techniques = ["T1071.004", "T1572"],
        Detectors = ["dns-tunnel", "beaconing"],
        DestinationNames = [zone],
    };

    /// <inheritdoc/>
    public void CheckIn(Traffic traffic, Timestamp now, int task, Random chance)
    {
        for (var question = 0; question < 8; question++)
        {
            var name = $"0{chance.Next(8)}{Label(58, chance)}.{Label(60, chance)}.{zone}";
            now = traffic.Ask(machine, (name, DnsMessages.Null), (0, [Octets.Noise(chance.Next(60, 700), chance)]), now, chance) + chance.Between(0.01, 0.2);
        }
    }

    private static string Label(int length, Random chance) => new([.. Enumerable.Range(0, length).Select(_ => Base32[chance.Next(32)])]);
}
