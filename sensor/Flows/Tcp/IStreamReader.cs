using NetSensor.Events;

namespace NetSensor.Flows.Tcp;

/// <summary>Takes what a TCP stream gives, in order.</summary>
internal interface IStreamReader
{
    /// <summary>Whether anybody listens to this direction.</summary>
    bool Wants(Direction direction);

    /// <summary>The next bytes.</summary>
    void Deliver(Direction direction, ReadOnlySpan<byte> bytes);

    /// <summary>Bytes that will not come; <paramref name="counted"/> says that they count as missed.</summary>
    void Gap(Direction direction, long missing, bool counted);

    /// <summary>An oddity of the flow.</summary>
    void Weird(string name, string? source);
}
