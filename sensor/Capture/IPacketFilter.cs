using NetSensor.Wire;

namespace NetSensor.Capture;

/// <summary>Chooses packets before they are lent to a batch.</summary>
public interface IPacketFilter
{
    /// <summary>Whether this packet is wanted; asked once per packet, from every thread that reads, so it must neither allocate nor change.</summary>
    bool Accepts(in RawPacket packet);
}
