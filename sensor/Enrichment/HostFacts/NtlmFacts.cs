using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What NTLM says of both sides: names, domain, versions of Windows, and who logged on.</summary>
public sealed class NtlmFacts : HostFactSource<NtlmEvent>
{
    private const string Source = "ntlm";

    /// <inheritdoc/>
    protected override void Read(NtlmEvent happened, FactWriter facts)
    {
        if (happened.Flow is not { } flow) return;
        var client = facts.For(Source, flow.Originator);
        client.Has(HostFactKind.Name, happened.Workstation);
        client.Has(HostFactKind.OperatingSystem, Windows(happened.ClientVersion));
        if (happened.Success == true && happened.User is { Length: > 0 } user)
            client.Has(HostFactKind.User, Accounts.OfNtlm(user, happened.Domain));
        var server = facts.For(Source, flow.Responder);
        server.Has(HostFactKind.Name, happened.ServerDnsComputer ?? happened.ServerNetBiosComputer);
        server.Has(HostFactKind.Domain, happened.ServerDnsDomain ?? happened.ServerNetBiosDomain);
        server.Has(HostFactKind.OperatingSystem, Windows(happened.ServerVersion));
    }

    private static string? Windows(string? version) => string.IsNullOrEmpty(version) ? null : "Windows " + version;
}
