using NetSensor.Events;

namespace NetSensor.Analyzers.Credentials;

/// <summary>One attack that a record shows; pure.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Size">Accounts, services or tries that it counts.</param>
/// <param name="Risk">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
/// <param name="Reason">Why, with the numbers.</param>
internal readonly record struct CredentialVerdict(AttackKind Kind, int Size, int Risk, Severity Severity, string Reason)
{
    private const int Medium = 40, High = 70;
    private const int BrokenBonus = 30; // a guess that was right
    private const int NamesTold = 6;

    /// <summary>All attacks that the record shows, the heaviest first.</summary>
    public static IEnumerable<CredentialVerdict> Of(SourceRecord record, CredentialOptions options)
    {
        var tries = record.Refused.Values.Sum();
        var broken = record.Broken.Count > 0 ? BrokenBonus : 0;
        var gotIn = record.Broken.Count > 0 ? $" Then it got in as {Names(record.Broken)}." : string.Empty;
        if (record.Refused.Count + record.Unknown.Count >= options.SprayedAccounts)
            yield return Make(AttackKind.Spray, record.Refused.Count + record.Unknown.Count, 45 + 2 * record.Refused.Count + broken,
                $"{record.Refused.Count + record.Unknown.Count} accounts refused, {tries} tries at {Names(record.Refused.Keys)}; {record.Unknown.Count} of the names do not exist.{gotIn}");
        if (record.Unknown.Count >= options.SprayedAccounts)
            yield return Make(AttackKind.Enumeration, record.Unknown.Count, 40 + record.Unknown.Count, $"{record.Unknown.Count} names that no account has, among them {Names(record.Unknown)}.");
        var worst = record.Refused.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault();
        if (worst.Value >= options.GuessesPerAccount)
            yield return Make(AttackKind.Guess, worst.Value, 40 + worst.Value + broken, $"{worst.Value} refusals of {worst.Key}.{gotIn}");
        var target = record.Nameless.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).FirstOrDefault();
        if (target.Value >= options.NamelessGuesses)
            yield return Make(AttackKind.Guess, target.Value, 40 + target.Value / 2, $"{target.Value} logins at {target.Key} that failed.");
        if (record.Roasted.Count > 0)
            yield return Make(AttackKind.Roast, record.Roasted.Count, record.Roasted.Count >= options.RoastedServices ? 75 : 20 + 10 * record.Roasted.Count,
                $"Tickets with RC4, whose password can be guessed offline, for {record.Roasted.Count} services of accounts: {Names(record.Roasted)}.");
        if (record.ReplyRoasted.Count > 0)
            yield return Make(AttackKind.ReplyRoast, record.ReplyRoasted.Count, 40 + 15 * record.ReplyRoasted.Count,
                $"First replies, whose password can be guessed offline, without any proof from the client, for {Names(record.ReplyRoasted)}.");
        if (record.Forged.Count > 0)
            yield return Make(AttackKind.ForgedRequest, record.Forged.Count, 50 + 10 * (record.Forged.Count - 1),
                $"First tickets for {Names(record.Forged)} were asked with one encryption type only, or without AES: who has a key but no password asks so; Windows offers several.");
    }

    private static CredentialVerdict Make(AttackKind kind, int size, int risk, string reason)
    {
        risk = Math.Min(100, risk);
        return new CredentialVerdict(kind, size, risk, risk >= High ? Severity.High : risk >= Medium ? Severity.Medium : Severity.Low, reason);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Take(NamesTold));
}
