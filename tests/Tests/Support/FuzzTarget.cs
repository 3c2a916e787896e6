using NetSensor.Protocols;

namespace NetSensor.Tests.Support;

/// <summary>A protocol and the good conversations from which its mutated ones are made.</summary>
public sealed record FuzzTarget(ProtocolDescriptor Protocol, params FuzzSeed[] Seeds)
{
    public override string ToString() => $"{Protocol.Name} over {Protocol.Transport}";
}
