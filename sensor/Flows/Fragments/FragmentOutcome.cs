namespace NetSensor.Flows.Fragments;

/// <summary>What became of a fragment.</summary>
public enum FragmentOutcome : byte
{
    /// <summary>It is kept until the rest comes.</summary>
    Held,
    /// <summary>It was the last one missing: the datagram is whole.</summary>
    Complete,
    /// <summary>The capture cut a first fragment: its headers are all there is (<see cref="Wire.PacketDecoder.DecodeFirstFragment"/>).</summary>
    FirstOnly,
    /// <summary>It cannot be used.</summary>
    Dropped,
}
