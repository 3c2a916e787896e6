using NetSensor.Wire;

namespace NetSensor.Generator.Week.Benign;

/// <summary>People look at pages: in bursts, a few sites often and many sites seldom, each page with helpers of its own.</summary>
internal sealed class Browsing(Traffic traffic, int seed)
{
    private const int SiteCount = 600, HelperCount = 120;
    private static readonly string[] First = ["blue", "north", "daily", "open", "city", "green", "royal", "first", "happy", "metro", "alpine", "silver", "urban", "coastal", "modern"];
    private static readonly string[] Second = ["news", "garden", "travel", "shop", "kitchen", "sport", "books", "market", "music", "health", "motor", "forum", "school", "photo", "weather"];
    private static readonly string[] Services = ["static", "ads", "analytics", "fonts", "img", "api", "video", "tags"];

    /// <summary>All that a person looks at during the week.</summary>
    public IEnumerable<Timestamp> Run(Machine machine)
    {
        var chance = Chance.For(seed, "browsing " + machine.Name);
        var pace = machine.Kind == MachineKind.Mobile ? 3.0 : 1.0;
        var day = Presence.OfficeHours(chance, sleepsAtLunch: true);       // a desktop is on at night, but nobody sits there
        var moment = Calendar.Begin;
        while (day.Next(moment) is { } sits)                               // ends: presence does
        {
            yield return sits;
            moment = sits + chance.LongTail(360 * pace, 7_200);
            if (!machine.Presence.IsOn(sits)) continue;
            for (var pages = 1 + chance.Rank(16); pages > 0 && machine.Presence.IsOn(sits); pages--)
            {
                Page(machine, sits, chance);
                sits += chance.LongTail(12, 900);
                yield return sits;
            }
            moment = Timestamp.Max(moment, sits);
        }
    }

    /// <summary>The name of a site by its rank.</summary>
    public static string SiteName(int rank) => $"www.{First[rank % 15]}{Second[rank / 15 % 15]}{(rank >= 225 ? (rank / 225).ToString() : "")}.example";

    private static string HelperName(int rank) => $"{Services[rank % 8]}.{First[rank * 7 % 15]}{Services[(rank + 3) % 8]}{rank / 8}.example";

    private void Page(Machine machine, Timestamp now, Random chance)
    {
        Visit(machine, SiteName(chance.Rank(SiteCount)), now, chance, 30_000);
        for (var helpers = chance.Next(3); helpers > 0; helpers--) Visit(machine, HelperName(chance.Rank(HelperCount)), now + chance.Between(0.15, 2), chance, 12_000);
    }

    private static string Agent(Machine machine) => $"Mozilla/5.0 ({(machine.Kind == MachineKind.Mobile, machine.IsApple) switch
    {
        (true, true) => "iPhone; CPU iPhone OS 18_6 like Mac OS X",
        (true, false) => "Linux; Android 14; K",
        (false, true) => "Macintosh; Intel Mac OS X 10_15_7",
        _ => "Windows NT 10.0; Win64; x64",
    }}) AppleWebKit/537.36";

    private void Visit(Machine machine, string name, Timestamp now, Random chance, int size)
    {
        var exchange = new Exchange(name) { Client = machine.Browser, Request = chance.Next(300, 1_100), Answer = chance.Around(chance.Around(chance.Around(size))) };
        var kind = Chance.Hash(name + " kind") % 20;
        if (kind < 4 && machine.Browser != TlsClient.Firefox) traffic.Quic(machine, exchange with { Answer = Math.Min(exchange.Answer, 9_000) }, now, chance);
        else if (kind == 4) traffic.Http(machine, exchange with { Port = 80 }, "/page/" + chance.Next(1_000), Agent(machine), now, chance);
        else traffic.Tls(machine, exchange, now, chance);
    }
}
