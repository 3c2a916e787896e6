using NetSensor.Wire;

namespace NetSensor.Capture;

/// <summary>Chooses packets before they are lent to a batch.</summary>
public interface IPacketFilter
{
    /// <summary>Whether this packet is wanted; asked once per packet on the reading thread, so it must not allocate.</summary>
    bool Accepts(in RawPacket packet);
}
