namespace NetSensor.Protocols.Dns;

/// <summary>A question (RFC 1035 §4.1.2): where its name begins in the message, how long its text is, QTYPE and QCLASS.</summary>
public readonly record struct DnsQuestion(int NameOffset, ushort Type, ushort Class);
