using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Credentials;

/// <summary>Weighs log-ons in the names of others; pure.</summary>
internal static class RelayVerdicts
{
    public static IEnumerable<CredentialVerdict> Of(SourceRecord record)
    {
        var (relayed, web) = (record[Trace.Relayed], record[Trace.RelayedWeb]);
        if (relayed.Count + web.Count > 0)
            yield return new CredentialVerdict(AttackKind.Relay, relayed.Count + web.Count, (relayed.Count > 0
                    ? new RiskTally().Add("relayed", 80, "the very challenge of one server was given to a visitor of another host: only who passes the answer on does so")
                    : new RiskTally().Add("relayed-web", 30, "the same challenge on two legs, both of the web: a proxy, or somebody who passes log-ons on"))
                .Add("more", Math.Clamp(5 * (relayed.Count - 1), 0, 15), "further log-ons"),
                $"It passed on {NameList.Of([.. relayed, .. web])}, with the same challenge on both legs.");
        var (played, perhaps) = (record[Trace.Played], record[Trace.PlayedPerhaps]);
        if (played.Count + perhaps.Count > 0)
            yield return new CredentialVerdict(AttackKind.MachinePlayed, played.Count + perhaps.Count, played.Count > 0
                    ? new RiskTally().Add("machine", 75, "a machine's account logged on from another host: coerced and passed on, or its password is known")
                    : new RiskTally().Add("machine", 35, "a machine's account logged on from another address; a machine that moved looks the same"),
                $"It logged on as {NameList.Of([.. played, .. perhaps])}.");
    }
}
