using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What a log-on to SMB says: systems of both sides (SMB 1), and who logged on from where.</summary>
public sealed class SmbSessionFacts : HostFactSource<SmbSessionEvent>
{
    private const string Source = "smb";

    /// <inheritdoc/>
    protected override void Read(SmbSessionEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var client = facts.For(Source, flow.Originator);
        client.Has(HostFactKind.OperatingSystem, happened.ClientSystem);
        client.Has(HostFactKind.Name, happened.Workstation);
        if (happened is { Status: 0, IsAnonymous: false, IsGuest: false }) client.Has(HostFactKind.User, happened.User);
        facts.For(Source, flow.Responder).Has(HostFactKind.OperatingSystem, happened.ServerSystem);
    }
}
