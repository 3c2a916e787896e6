using System.Buffers;

namespace NetSensor.Export.Delivery.Formats;

/// <summary>How a record looks to its receiver.</summary>
public interface IRecordFormat
{
    /// <summary>Media type of one record.</summary>
    string MediaType { get; }

    /// <summary>Writes a record in UTF-8, in one line, without line end.</summary>
    void Write(DeliveryRecord record, IBufferWriter<byte> output);
}
