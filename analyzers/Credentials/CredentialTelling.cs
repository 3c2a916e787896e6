using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>Puts a verdict into words and numbers.</summary>
internal static class CredentialTelling
{
    /// <summary>The finding; null when the same was told before, and has become neither worse nor twice as large.</summary>
    public static Detection? Of(SourceRecord record, CredentialVerdict verdict, Timestamp now)
    {
        if (record.Told.TryGetValue(verdict.Kind, out var told) && verdict.Severity <= told.Severity && verdict.Size < 2 * told.Size) return null;
        record.Told[verdict.Kind] = (verdict.Severity, verdict.Size);
        record.TimesTold++;
        var last = record.Flows.Last();
        var other = last.Responder == record.Source ? last.Originator : last.Responder; // of a controller, the client
        return new Detection
        {
            Id = StableId.Of(CredentialDetector.Name, verdict.Kind.Name, record.Source.ToString()),
            Detector = CredentialDetector.Name,
            Time = now,
            FirstSeen = record.First,
            LastSeen = record.Last,
            Title = $"{record.Source} {verdict.Kind.Saying}",
            Reason = verdict.Reason,
            Severity = verdict.Severity,
            Confidence = Math.Min(100, verdict.Risk + 10),
            Risk = verdict.Risk,
            RiskParts = verdict.Parts.Parts,
            Source = record.Source,
            Destination = other,
            DestinationPort = last.ResponderPort,
            Flows = [.. record.Flows],
            Evidence = Numbers(record, verdict),
            Accounts = Accounts(record),
            Techniques = AttackCatalog.Find(verdict.Kind.Techniques),
            Count = record.TimesTold,
        };
    }

    private static List<Evidence> Numbers(SourceRecord record, CredentialVerdict verdict) =>
    [
        new("size", verdict.Size, "names or tries"),
        new("accounts_refused", record.Refused.Count, "accounts"),
        new("refusals", record.Refused.Values.Sum(), "tries"),
        new("accounts_unknown", record[Trace.Unknown].Count, "accounts"),
        new("accounts_broken", record[Trace.Broken].Count, "accounts"),
        new("weak_tickets", record[Trace.Roasted].Count, "services"),
        new("duration", Math.Round((record.Last - record.First).TotalSeconds, 3), "s"),
    ];

    private static IReadOnlyList<string> Accounts(SourceRecord record) =>
        [.. new[] { Trace.Broken, Trace.Forged, Trace.DowngradedFromAes, Trace.Downgraded, Trace.ForgedTicket }.SelectMany(trace => record[trace].Order(StringComparer.Ordinal)).Distinct()];
}
