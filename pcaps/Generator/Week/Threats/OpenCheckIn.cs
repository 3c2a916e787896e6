using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>Calls inside one connection that stays open: a record up and one down each time, over TLS.</summary>
internal sealed class OpenCheckIn(Machine machine, Exchange exchange) : ICheckIn
{
    private TcpConversation? _talk;

    /// <inheritdoc/>
    public Hidden Describe(string name, Machine _) => new(name, machine)
    {
        Techniques = ["T1071.001", "T1573"],
        DestinationNames = [exchange.Site],
    };

    /// <inheritdoc/>
    public void CheckIn(Traffic traffic, Timestamp now, int task, Random chance)
    {
        _talk ??= traffic.OpenTls(machine, exchange, now, chance);
        _talk.WaitUntil(now);
        Traffic.Say(_talk, true, exchange.Request + chance.Next(8), chance);
        Traffic.Say(_talk, false, exchange.Answer + Math.Min(task, 1_100), chance);
    }

    /// <inheritdoc/>
    public void End(Traffic traffic) => _talk?.Close();
}
