using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Credentials;

/// <summary>Weighs refusals and questions for accounts; pure.</summary>
internal static class GuessVerdicts
{
    private const int Broken = 30;   // a guess that was right
    private const int NewPlace = 15; // of an account that never worked from there

    public static IEnumerable<CredentialVerdict> Of(SourceRecord record, CredentialOptions options)
    {
        if (Spray(record, options) is { } spray) yield return spray;
        var (unknown, asked) = (record[Trace.Unknown], record[Trace.Asked]);
        if (Math.Max(unknown.Count, asked.Count) >= options.SprayedAccounts)
            yield return new CredentialVerdict(AttackKind.Enumeration, unknown.Count + asked.Count, new RiskTally()
                .Add("names", 40 + unknown.Count, "names asked for one after the other"),
                unknown.Count >= asked.Count ? $"{unknown.Count} names that no account has, among them {NameList.Of(unknown)}."
                    : $"{asked.Count} accounts of which it asked the directory whether they exist, without logging on, among them {NameList.Of(asked)}.");
        var worst = record.Refused.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault();
        if (worst.Value >= options.GuessesPerAccount)
            yield return new CredentialVerdict(AttackKind.Guess, worst.Value, AddSuccess(new RiskTally().Add("tries", 40 + worst.Value, "refusals of one account"), record), $"{worst.Value} refusals of {worst.Key}.{Success(record)}");
        var target = record.Nameless.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).FirstOrDefault();
        if (target.Value >= options.NamelessGuesses)
            yield return new CredentialVerdict(AttackKind.Guess, target.Value, new RiskTally().Add("tries", 40 + target.Value / 2, "failed logins at one target"), $"{target.Value} logins at {target.Key} that failed.");
    }

    private static CredentialVerdict? Spray(SourceRecord record, CredentialOptions options)
    {
        var (unknown, channels) = (record[Trace.Unknown], record[Trace.Channel]);
        var accounts = record.Refused.Count + unknown.Count;
        if (accounts >= options.SprayedAccounts)
            return new CredentialVerdict(AttackKind.Spray, accounts, AddSuccess(new RiskTally().Add("accounts", 45 + 2 * record.Refused.Count, "accounts refused from one source"), record),
                $"{accounts} accounts refused, {record.Refused.Values.Sum()} tries at {NameList.Of(record.Refused.Keys)}{(unknown.Count > 0 ? $"; {unknown.Count} of the names do not exist" : "")}.{Success(record)}");
        return channels.Count < options.SprayedAccounts ? null
            : new CredentialVerdict(AttackKind.Spray, channels.Count, new RiskTally().Add("machines", 55 + channels.Count, "machines refused from one source: a host has one account"),
                $"{channels.Count} machines' accounts refused over netlogon: {NameList.Of(channels)}.");
    }

    private static RiskTally AddSuccess(RiskTally risk, SourceRecord record) => risk
        .AddIf(record[Trace.Broken].Count > 0, "broken", Broken, "a guess was right")
        .AddIf(record[Trace.Broken].Any(record[Trace.NewPlace].Contains), "new-place", NewPlace, "the account never worked from there before");

    private static string Success(SourceRecord record) => record[Trace.Broken] is { Count: > 0 } broken ? $" Then it got in as {NameList.Of(broken)}." : string.Empty;
}
