namespace NetSensor.Protocols.Mail;

/// <summary>Takes what a mail says of itself.</summary>
internal interface IMailSink
{
    /// <summary>A header of the mail itself, its folded lines joined.</summary>
    void OnHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);

    /// <summary>The name of a file within; the same file may be named twice.</summary>
    void OnFileName(ReadOnlySpan<byte> name);
}
