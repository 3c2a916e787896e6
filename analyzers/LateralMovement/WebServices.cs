using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Which web requests administer a host, or get a certificate from it.</summary>
internal static class WebServices
{
    private const string FederationStore = "/adfs/services/policystoretransfer"; // what the servers of an AD FS farm copy their configuration and keys over
    private const string Management = "/wsman", Enrolment = "/certsrv/certfnsh.asp"; // [MS-WSMV] §2.1, [MS-WCCE] §1.3.4's web pages

    /// <summary>The act that a request is; null for the web's daily work.</summary>
    public static RemoteAct? Of(HttpTransactionEvent http, FlowIdentity flow)
    {
        if (http.Method != "POST" || http.Uri is not { } uri) return null;
        if (uri.StartsWith(Management, StringComparison.OrdinalIgnoreCase)) return flow.ResponderPort is 5985 or 5986 or 80 or 443 ? RemoteAct.WinRmUsed : null;
        if (uri.StartsWith(FederationStore, StringComparison.OrdinalIgnoreCase)) return RemoteAct.FederationStoreRead;
        return uri.StartsWith(Enrolment, StringComparison.OrdinalIgnoreCase) ? RemoteAct.CertificateRequested : null;
    }
}
