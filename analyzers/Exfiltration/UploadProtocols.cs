namespace NetSensor.Analyzers.Exfiltration;

/// <summary>Tells the means of a flow.</summary>
internal static class UploadProtocols
{
    /// <summary>Of the protocols that were spoken, joined by commas, and the port.</summary>
    public static UploadProtocol Of(string? services, ushort port)
    {
        var service = services ?? "";
        if (service.Contains("ftp", StringComparison.Ordinal) || port is 20 or 21 or 69 or 873) return UploadProtocol.FileTransfer;
        if (service.Contains("ssh", StringComparison.Ordinal) || port == 22) return UploadProtocol.Shell;
        if (service.Contains("smtp", StringComparison.Ordinal) || port is 25 or 465 or 587) return UploadProtocol.Mail;
        if (port is 80 or 443 or 8080 or 8443) return UploadProtocol.Web;
        return service.Length > 0 ? UploadProtocol.OtherKnown : UploadProtocol.Unknown;
    }

    /// <summary>Whether people send files by it to places of their own choice, past what watches the web.</summary>
    public static bool IsOdd(this UploadProtocol protocol) => protocol is UploadProtocol.FileTransfer or UploadProtocol.Shell or UploadProtocol.Unknown;
}
