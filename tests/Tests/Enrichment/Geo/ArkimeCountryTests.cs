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
            else output.WriteLine($"{address}: Arkime {theirs}, ours {ours}");
        }
        output.WriteLine($"{equal} of {known} countries are the same");
        Assert.InRange(equal, LeastAgreement * known, known);
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
