using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>Takes the packets of a scenario, in any order.</summary>
public interface IPacketOutput
{
    /// <summary>Adds one Ethernet frame, whole.</summary>
    void Add(Timestamp time, byte[] frame) => Add(time, frame, frame.Length);

    /// <summary>Adds the beginning of one Ethernet frame that was longer on the wire.</summary>
    void Add(Timestamp time, byte[] frame, int wireLength);
}
