using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A mail was handed over by SMTP, or the try of it; one line of smtp.log. Fields mean what Zeek's documentation of smtp.log says; what was not
/// seen is null.
/// </summary>
public sealed class SmtpMessageEvent : SensorEvent
{
    /// <summary>When the session began, or the message before this one ended.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>Position among the messages of the session, from 1.</summary>
    public required int Depth { get; init; }
    /// <summary>What the client calls itself (HELO, EHLO).</summary>
    public string? Helo { get; init; }
    /// <summary>Sender of the envelope.</summary>
    public string? MailFrom { get; init; }
    /// <summary>Recipients of the envelope.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }
    /// <summary>The Date header.</summary>
    public string? Date { get; init; }
    /// <summary>The From header.</summary>
    public string? From { get; init; }
    /// <summary>Addresses of the To header.</summary>
    public IReadOnlyList<string>? To { get; init; }
    /// <summary>Addresses of the Cc header.</summary>
    public IReadOnlyList<string>? Cc { get; init; }
    /// <summary>The Reply-To header.</summary>
    public string? ReplyTo { get; init; }
    /// <summary>The Message-ID header.</summary>
    public string? MessageId { get; init; }
    /// <summary>The In-Reply-To header.</summary>
    public string? InReplyTo { get; init; }
    /// <summary>The Subject header, as it was sent.</summary>
    public string? Subject { get; init; }
    /// <summary>The address in the X-Originating-IP header.</summary>
    public IpAddr? OriginatingAddress { get; init; }
    /// <summary>The last Received header, which the first server wrote.</summary>
    public string? FirstReceived { get; init; }
    /// <summary>The Received header before it.</summary>
    public string? SecondReceived { get; init; }
    /// <summary>The server's last reply.</summary>
    public string? LastReply { get; init; }
    /// <summary>Hosts that the mail went through, the last first: both ends of the flow, then those of the Received headers.</summary>
    public required IReadOnlyList<string> Path { get; init; }
    /// <summary>The User-Agent or X-Mailer header.</summary>
    public string? UserAgent { get; init; }
    /// <summary>Whether the session turned to TLS.</summary>
    public bool IsTls { get; init; }
    /// <summary>Names of the files within the mail; null when there is none.</summary>
    public IReadOnlyList<string>? Attachments { get; init; }
}
