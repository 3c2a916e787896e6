using NetSensor.Events;
using NetSensor.Export.Ocsf;

namespace NetSensor.Export.Logs;

/// <summary>devices.jsonl: an OCSF Device Inventory Info per device, now and then of those that changed, and of all at the end of a run.</summary>
public sealed class DeviceLog(string productVersion) : LogFormat<DeviceEvent>
{
    private readonly DeviceInventoryInfo _info = new(productVersion);

    /// <inheritdoc/>
    public override string FileName => "devices.jsonl";

    /// <inheritdoc/>
    protected override void Write(DeviceEvent happened, JsonLine line)
    {
        if (happened.Change == DeviceChange.Inventory) line.WholeObject(_info.Write(happened));
    }
}
