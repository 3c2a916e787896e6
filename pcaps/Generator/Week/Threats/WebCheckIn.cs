using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>A call over HTTPS, HTTP or QUIC to a site by name, or over TLS to a bare address.</summary>
internal sealed class WebCheckIn(Machine machine, Exchange exchange, WebKind kind) : ICheckIn
{
    private readonly HashSet<IpAddr> _seen = [];

    /// <summary>Its path and agent where it is in the clear.</summary>
    public (string Path, string Agent) Clear { get; init; } = ("/jquery-3.3.1.min.js", "Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko");

    /// <inheritdoc/>
    public Hidden Describe(string name, Machine _) => new(name, machine)
    {
        Techniques = kind == WebKind.Raw ? ["T1071.001", "T1571", "T1573", "T1095"] : ["T1071.001", "T1573"],
        Detectors = ["beaconing"],
        DestinationNames = exchange.Address is null ? [exchange.Site] : [],
        Destinations = exchange.Address is { } address ? [address] : [],
    };

    /// <inheritdoc/>
    public void CheckIn(Traffic traffic, Timestamp now, int task, Random chance)
    {
        var call = exchange with { Request = exchange.Request + chance.Next(24), Answer = exchange.Answer + task };
        switch (kind)
        {
            case WebKind.Http: traffic.Http(machine, call, Clear.Path, Clear.Agent, now, chance); break;
            case WebKind.Post: Post(traffic, call, now, chance); break;
            case WebKind.Quic: traffic.Quic(machine, call, now, chance); break;
            case WebKind.Raw: Raw(traffic, call, now, chance); break;
            default: traffic.Tls(machine, call, now, chance); break;
        }
        if (exchange.Address is null && machine.Knows(exchange.Site, now, out var address)) _seen.Add(address);
    }

    /// <summary>What was found is sent along with every call: now little, now much.</summary>
    private void Post(Traffic traffic, Exchange call, Timestamp now, Random chance)
    {
        now = traffic.Lookup(machine, call.Site, now, chance, out var address);
        traffic.Open(machine, address, call.Port, now, chance, traffic.Internet.Find(call.Site).RoundTrip)
            .Client(Messages.HttpPost(call.Site, Clear.Path, Clear.Agent, Octets.Noise(chance.Around(chance.Around(500)), chance)))
            .Wait(chance.Between(0.01, 0.1)).Server(Messages.HttpOk(new string('.', (int)Math.Min(call.Answer, 1_300)))).Close();
    }

    /// <summary>A protocol of its own: a length and what is encrypted.</summary>
    private void Raw(Traffic traffic, Exchange call, Timestamp now, Random chance) =>
        traffic.Open(machine, exchange.Address!.Value, exchange.Port, now, chance, TimeSpan.FromMilliseconds(38))
            .Client([.. Octets.Le32((uint)call.Request), .. Octets.Noise(call.Request, chance)])
            .Server([.. Octets.Le32((uint)Math.Min(call.Answer, 1_300)), .. Octets.Noise((int)Math.Min(call.Answer, 1_300), chance)]).Close();
}
