using System.Buffers;

namespace NetSensor.Export.Delivery.Formats;

/// <summary>Records as they stand in the logs.</summary>
public sealed class PlainFormat : IRecordFormat
{
    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Write(DeliveryRecord record, IBufferWriter<byte> output) => output.Write(record.Json.Span);
}
