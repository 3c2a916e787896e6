using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A data connection of FTP, as it was agreed on: who opens it, where to, and whether the server waits for it (passive mode).</summary>
public sealed record FtpDataChannel(bool Passive, IpAddr Originator, IpAddr Responder, ushort ResponderPort);
