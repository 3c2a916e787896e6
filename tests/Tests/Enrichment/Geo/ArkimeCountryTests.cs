using System.Text.Json;
using NetSensor.Enrichment.Geo;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;
using Xunit.Abstractions;

namespace NetSensor.Tests.Enrichment.Geo;

/// <summary>
/// The countries that Arkime's tests expect (of MaxMind's database some years ago) beside those of the database that the launcher fetches.
/// They differ where blocks changed hands, and in whose country counts: of the holder, or of the machine.
/// </summary>
public sealed class ArkimeCountryTests(ITestOutputHelper output)
{
    private const double LeastAgreement = 0.75; // blocks change hands every year

    /// <summary>Why the two differ, block by block, as the database of the launcher has the block and its neighbours; a newer database may bring others.</summary>
    private static readonly (string Block, string Theirs, string Ours, string Why)[] Reasons =
    [
        ("1.2.3.0/24", "RU", "PL", "APNIC keeps the block for tests, and it is nobody's: both tell who announced this /24 when they were made; its neighbours are CN"),
        ("2.2.0.0/16", "FR", "US", "2.1.0.0 to 2.2.255.255 has another holder by now; the neighbour 2.3.0.0/16 is still FR in ours as well"),
        ("45.0.0.0/16", "US", "JP", "this /16 alone has a holder in Japan by now; the neighbour 45.1.0.0/16 is US in ours as well"),
        ("172.128.0.0/11", "US", "GB", "formerly AOL's; all of this /11 is one entry of another holder by now"),
        ("205.188.0.0/16", "US", "CH", "formerly AOL's; its parts (/18, /19, /22) are all of another holder by now"),
        ("217.77.0.0/20", "GB", "US", "all of this /20 is one entry of another holder by now"),
    ];

    [CorpusFact]
    public void Countries_agree_with_those_that_Arkime_expects()
    {
        var file = Path.Combine(Checkout.Folder, ".build", "data", "country.mmdb");
        if (!File.Exists(file))
        {
            output.WriteLine("no database of countries here: ./netsensor fetches one");
            return;
        }
        using var countries = CountryDatabase.Open(file);
        var (known, equal) = (0, 0);
        foreach (var (address, theirs) in Expected())
        {
            if (address.IsMulticast || HomeNetworks.Private.Contains(address)) continue; // Arkime's tests give countries to private ones, by a file of their own
            if (countries.Of(address) is not { } ours) continue;
            known++;
            if (ours == theirs) equal++;
            else output.WriteLine($"{address}: Arkime {theirs}, ours {ours}: {Why(address, theirs, ours)}");
        }
        output.WriteLine($"{equal} of {known} countries are the same");
        Assert.InRange(equal, LeastAgreement * known, known);
    }

    private static string Why(IpAddr address, string theirs, string ours)
    {
        foreach (var reason in Reasons)
            if (IpPrefix.TryParse(reason.Block, out var block) && block.Contains(address) && (reason.Theirs, reason.Ours) == (theirs, ours)) return reason.Why;
        return "not explained: the database is newer than the reasons";
    }

    private static SortedDictionary<IpAddr, string> Expected()
    {
        var found = new SortedDictionary<IpAddr, string>();
        foreach (var test in Directory.EnumerateFiles(Path.Combine(Corpus.Folder!, "arkime"), "*.test", SearchOption.AllDirectories))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(test), new JsonDocumentOptions { AllowTrailingCommas = true });
            if (!json.RootElement.TryGetProperty("sessions3", out var sessions)) continue;
            foreach (var session in sessions.EnumerateArray())
                foreach (var side in (string[])["source", "destination"])
                    if (session.GetProperty("body").TryGetProperty(side, out var end) && end.TryGetProperty("geo", out var place)
                        && place.TryGetProperty("country_iso_code", out var country) && IpAddr.TryParse(end.GetProperty("ip").GetString()!, out var address))
                        found[address] = country.GetString()!;
        }
        return found;
    }
}
