using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Credentials;

/// <summary>Weighs what was done with Kerberos' tickets; pure.</summary>
internal static class TicketVerdicts
{
    public static IEnumerable<CredentialVerdict> Of(SourceRecord record, CredentialOptions options) =>
        new[] { Roast(record, options), ReplyRoast(record), OneKey(record), Foreign(record), Forged(record), Downgrade(record) }.OfType<CredentialVerdict>();

    private static CredentialVerdict? Roast(SourceRecord record, CredentialOptions options)
    {
        var (weak, all, fresh) = (record[Trace.Roasted], record[Trace.Harvested], record[Trace.NewService]);
        if (weak.Count > 0)
            return new CredentialVerdict(AttackKind.Roast, weak.Count, new RiskTally().Add("weak-tickets", weak.Count >= options.RoastedServices ? 75 : 20 + 10 * weak.Count, "tickets of RC4 for services that run as accounts"),
                $"Tickets with RC4, whose password can be guessed offline, for {weak.Count} services of accounts: {NameList.Of(weak)}.");
        return all.Count < options.HarvestedServices ? null : new CredentialVerdict(AttackKind.Roast, all.Count, new RiskTally()
            .Add("tickets", 35 + all.Count, "tickets for services that run as accounts, one after the other")
            .AddIf(fresh.Count >= options.HarvestedServices, "new-services", 15, "services for which the account never got a ticket before"),
            $"Tickets for {all.Count} services of accounts within half an hour: {NameList.Of(all)}. They are of AES, and can be guessed at all the same.");
    }

    private static CredentialVerdict? ReplyRoast(SourceRecord record) => record[Trace.ReplyRoasted] is not { Count: > 0 } accounts ? null
        : new CredentialVerdict(AttackKind.ReplyRoast, accounts.Count, new RiskTally()
            .Add("replies", 20 + 15 * accounts.Count, "replies that anybody can guess at: accounts that need no proof log on so every day")
            .AddIf(record[Trace.ReplyRoastedByTool].Count > 0, "as-tools", 20, "asked for with one encryption type, or answered in RC4, which is quick to guess"),
            $"First replies, whose password can be guessed offline, without any proof from the client, for {NameList.Of(accounts)}.");

    private static CredentialVerdict? OneKey(SourceRecord record)
    {
        var accounts = record[Trace.Forged];
        if (accounts.Count == 0) return null;
        return new CredentialVerdict(AttackKind.ForgedRequest, accounts.Count, new RiskTally()
            .Add("one-key", 35 + 10 * (accounts.Count - 1), "one encryption type only, or none of AES: who has a key but no password asks so, and so do clients that are set up for it")
            .AddIf(record[Trace.ForgedAsWindows].Count > 0, "as-windows", 10, "it asks for the groups of Windows, and Windows offers several")
            .AddIf(record[Trace.ForgedWithoutAes].Count > 0, "without-aes", 20, "the account uses AES elsewhere")
            .AddIf(accounts.Any(record[Trace.NewPlace].Contains), "new-place", 15, "the account never worked from there before"),
            $"First tickets for {NameList.Of(accounts)} were asked with one encryption type only, or without AES: who has a key but no password asks so; Windows offers several.");
    }

    private static CredentialVerdict? Foreign(SourceRecord record)
    {
        var (first, service, perhaps) = (record[Trace.ForeignFirst], record[Trace.ForeignService], record[Trace.ForeignPerhaps]);
        var size = first.Count + service.Count + perhaps.Count;
        if (size == 0) return null;
        var risk = first.Count > 0 ? new RiskTally().Add("first-ticket", 80, "a first ticket opens every service to which its owner may go, and never leaves its host")
            : service.Count > 0 ? new RiskTally().Add("service-ticket", 55, "a ticket for a service was shown by another host than the one that got it: proxies that share an address do so, too")
            : new RiskTally().Add("other-address", 25, "the ticket was given to another address; a host that came back under a new one looks the same");
        return new CredentialVerdict(AttackKind.ForeignTicket, size, risk.Add("more-tickets", Math.Min(15, 5 * (size - 1)), "further tickets"),
            $"It showed {NameList.Of([.. first, .. service, .. perhaps])}. Tickets are bound to the host that asked for them.");
    }

    private static CredentialVerdict? Forged(SourceRecord record) => record[Trace.ForgedTicket] is not { Count: > 0 } tickets ? null
        : new CredentialVerdict(AttackKind.ForgedTicket, tickets.Count, new RiskTally().Add("weak-first-ticket", 65 + 5 * tickets.Count, "a first ticket of RC4 at a controller that makes them of AES"),
            $"First tickets of RC4 were shown for {NameList.Of(tickets)}; the controller makes its own of AES. Who has the domain's RC4 key makes such tickets himself.");

    private static CredentialVerdict? Downgrade(SourceRecord record)
    {
        var (old, fallen) = (record[Trace.Downgraded], record[Trace.DowngradedFromAes]);
        if (old.Count + fallen.Count == 0) return null;
        return new CredentialVerdict(AttackKind.Downgrade, old.Count + fallen.Count, new RiskTally()
            .Add("rc4-answers", Math.Min(35, 20 + 2 * old.Count), "the controller answered in RC4 to clients that offer AES; passwords older than the domain's AES look the same")
            .AddIf(record[Trace.OwnWeakTicket].Count > 0, "own-tickets", 15, "tickets for the controller itself are of RC4, too")
            .Add("fallen", Math.Min(60, 25 * fallen.Count), "accounts that used AES before: no account loses its keys"),
            $"Clients that offer AES were answered in RC4 for {NameList.Of([.. fallen, .. old])}, {fallen.Count} of which used AES before; first tickets are of AES.");
    }
}
