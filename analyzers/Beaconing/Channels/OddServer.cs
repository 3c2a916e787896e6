using System.Text.Json.Serialization;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>A server whose TLS showed something odd, and what.</summary>
internal sealed record OddServer(IpAddr Address, ushort Port, ServerTraits Traits, Timestamp Last) : IKept
{
    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsUnsaved { get; set; }
}
