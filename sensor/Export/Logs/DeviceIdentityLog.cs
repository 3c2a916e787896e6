using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>device_identity.log, which Zeek does not have: a line when a device of industry or building automation says what it is.</summary>
public sealed class DeviceIdentityLog : LogFormat<DeviceIdentityEvent>
{
    /// <inheritdoc/>
    public override string FileName => "device_identity.log";

    /// <inheritdoc/>
    protected override void Write(DeviceIdentityEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Time);
        Connection(happened.Flow, line);
        line.Field("protocol"u8, happened.Protocol);
        line.Field("is_responder"u8, happened.IsResponder);
        line.Field("vendor"u8, happened.Vendor);
        line.Field("vendor_id"u8, happened.VendorId);
        line.Field("product"u8, happened.Product);
        line.Field("model"u8, happened.Model);
        line.Field("revision"u8, happened.Revision);
        line.Field("serial"u8, happened.Serial);
        line.Field("name"u8, happened.Name);
        line.Field("location"u8, happened.Location);
        line.Field("instance"u8, happened.Instance);
        if (happened.Address is { } address) line.Field("address"u8, address);
        line.End();
    }
}
