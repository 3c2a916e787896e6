namespace NetSensor.Protocols.Dns;

/// <summary>A resource record (RFC 1035 §4.1.3): where its owner's name and its data lie in the message, and its fixed part.</summary>
public readonly record struct DnsRecord(int NameOffset, DnsType Type, ushort Class, uint TimeToLive, int DataOffset, int DataLength)
{
    /// <summary>The data.</summary>
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> message) => message.Slice(DataOffset, DataLength);
}
