namespace NetSensor.Agreement.Facts;

/// <summary>The facts of Suricata's and Arkime's tests for some protocols, each found in what we tell of the capture, or missing, or left out with a reason.</summary>
internal static class FactTable
{
    private static readonly HashSet<string> SuricataTypes = ["smb", "dcerpc", "krb5", "rdp", "dhcp", "snmp", "mqtt"];
    private static readonly HashSet<string> ArkimeTypes = ["smb", "dcerpc", "krb5", "ntlm", "rdp", "dhcp", "snmp", "mqtt", "ldap", "ssh"];

    /// <summary>Prints the table; true when nothing is missing without a reason.</summary>
    public static bool Print(string corpus, string only, bool all)
    {
        var rules = FactRules.Load(Path.Combine("tests", "Agreement", "facts.tsv"));
        var judged = new List<(ExpectedFact Fact, bool Found, string? Where, string Hint)>();
        foreach (var capture in SuricataChecks.Load(corpus, SuricataTypes).Concat(ArkimeSessions.Load(corpus, ArkimeTypes)).Distinct().GroupBy(fact => fact.Capture))
        {
            if (!capture.Key.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
            var told = Told(corpus, capture.Key);
            foreach (var fact in capture)
            {
                var (found, where) = rules.Judge(fact, told);
                judged.Add((fact, found, where, found || where is not null ? "" : string.Join(", ", told.PlacesOf(fact.Value).Take(5))));
            }
        }
        foreach (var (fact, found, where, hint) in judged.OrderBy(entry => entry.Fact.Key, StringComparer.Ordinal))
            if (all || (!found && where is null))
                Console.WriteLine($"{(found ? "found  " : where is null ? "MISSING" : "left out")} {fact.Tool} {fact.Capture} | {fact.Key} = {fact.Value} | {where}{(hint.Length > 0 ? $"(told at {hint})" : "")}");
        foreach (var group in judged.GroupBy(entry => (entry.Fact.Tool, entry.Fact.Protocol)).OrderBy(group => group.Key))
            Console.WriteLine($"{group.Key.Tool,-9} {group.Key.Protocol,-7} {group.Count(),4} facts in {group.Select(entry => entry.Fact.Capture).Distinct().Count(),2} captures: "
                + $"{group.Count(entry => entry.Found)} found, {group.Count(entry => !entry.Found && entry.Where is null)} missing, {group.Count(entry => !entry.Found && entry.Where is not null)} left out");
        foreach (var reason in judged.Where(entry => !entry.Found && entry.Where is not null).GroupBy(entry => entry.Where).OrderByDescending(group => group.Count()))
            Console.WriteLine($"   {reason.Count()} × left out: {reason.Key} ({string.Join(", ", reason.Select(entry => entry.Fact.Key).Distinct().Take(6))})");
        return judged.All(entry => entry.Found || entry.Where is not null);
    }

    private static ToldFacts Told(string corpus, string capture) =>
        new(new Replayer(corpus).Replay(capture), Sensor.Events(Path.Combine(corpus, capture)));
}
