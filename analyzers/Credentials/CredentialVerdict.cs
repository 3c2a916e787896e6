using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.Credentials;

/// <summary>One attack that a record shows.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Size">Accounts, services or tries that it counts.</param>
/// <param name="Parts">What its risk is made of.</param>
/// <param name="Reason">Why, with the numbers.</param>
internal sealed record CredentialVerdict(AttackKind Kind, int Size, RiskTally Parts, string Reason)
{
    private const int Medium = 40, High = 70;

    /// <summary>0 to 100.</summary>
    public int Risk => Parts.Sum;

    /// <summary>Follows from the risk.</summary>
    public Severity Severity => Risk >= High ? Severity.High : Risk >= Medium ? Severity.Medium : Severity.Low;

    /// <summary>All attacks that the record shows.</summary>
    public static IEnumerable<CredentialVerdict> Of(SourceRecord record, CredentialOptions options) =>
        [.. GuessVerdicts.Of(record, options), .. TicketVerdicts.Of(record, options), .. RelayVerdicts.Of(record)];
}
