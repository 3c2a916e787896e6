namespace NetSensor.Flows.Payload;

/// <summary>What the payload sides of one shard met, by cause.</summary>
public sealed class PayloadCounters
{
    /// <summary>Times that a parser waited for more than may be kept, and was told a gap instead.</summary>
    public long BufferLimitHits { get; internal set; }
    /// <summary>Streams that nobody listens to any more because all payload sides together kept as much as they may.</summary>
    public long BufferTotalHits { get; internal set; }
    /// <summary>Flows whose protocol did not show within the bytes, turns or datagrams that are probed.</summary>
    public long ProbeLimitHits { get; internal set; }
    /// <summary>Streams that every probe turned down.</summary>
    public long Unrecognised { get; internal set; }
    /// <summary>Parsers that took a flow and said later that it is not theirs.</summary>
    public long WrongGuesses { get; internal set; }
    /// <summary>Parsers that met bytes which break their protocol beyond repair.</summary>
    public long Violations { get; internal set; }
    /// <summary>Changes of protocol within a flow (STARTTLS, CONNECT).</summary>
    public long Upgrades { get; internal set; }
    /// <summary>Changes of protocol that were not followed because the flow had too many of them.</summary>
    public long UpgradeLimitHits { get; internal set; }
    /// <summary>Bytes of losses that a parser was told of.</summary>
    public long GapBytes { get; internal set; }
}
