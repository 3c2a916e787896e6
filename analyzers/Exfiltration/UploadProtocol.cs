namespace NetSensor.Analyzers.Exfiltration;

/// <summary>By what means bytes leave, as far as it matters.</summary>
internal enum UploadProtocol : byte
{
    /// <summary>HTTP, TLS and QUIC on the ports of the web.</summary>
    Web,
    /// <summary>Sending mail.</summary>
    Mail,
    /// <summary>FTP and other file transfer in clear text.</summary>
    FileTransfer,
    /// <summary>SSH, so also SCP, SFTP and rsync.</summary>
    Shell,
    /// <summary>TLS, or another protocol that is known, on a port of its own.</summary>
    OtherKnown,
    /// <summary>Nothing that the sensor knows.</summary>
    Unknown,
}
