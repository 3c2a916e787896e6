using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>host_facts.log, which Zeek does not have: a line per new or changed fact of a host.</summary>
public sealed class HostFactLog : LogFormat<HostFactEvent>
{
    private static readonly string[] Kinds =
    [
        "hardware_address", "address", "name", "domain", "user", "os", "device_kind", "vendor", "model", "identifier", "service", "software", "role",
        "fingerprint", "location", "attribute",
    ];

    /// <inheritdoc/>
    public override string FileName => "host_facts.log";

    /// <inheritdoc/>
    protected override void Write(HostFactEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Time);
        line.Field("uid"u8, happened.Flow is { Uid.Length: > 0 } flow ? flow.Uid : null);
        if (happened.Address is { } address) line.Field("host"u8, address);
        line.Field("mac"u8, happened.Mac);
        line.Field("kind"u8, Kinds[(int)happened.Kind]);
        line.Field("value"u8, happened.Value);
        line.Field("previous"u8, happened.Previous);
        line.Field("source"u8, happened.Source);
        line.Field("valid_from"u8, happened.ValidFrom);
        if (happened.ValidTo is { } until) line.Field("valid_to"u8, until);
        line.End();
    }
}
