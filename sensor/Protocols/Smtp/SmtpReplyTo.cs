namespace NetSensor.Protocols.Smtp;

/// <summary>What a reply answers, as far as it matters.</summary>
internal enum SmtpReplyTo : byte
{
    /// <summary>The connection itself.</summary>
    Connection,
    /// <summary>A command whose answer changes nothing here.</summary>
    Command,
    /// <summary>DATA.</summary>
    Data,
    /// <summary>The dot behind a mail, or the last chunk of one.</summary>
    EndOfMail,
    /// <summary>STARTTLS.</summary>
    StartTls,
    /// <summary>AUTH, or an answer within it.</summary>
    Authentication,
}
