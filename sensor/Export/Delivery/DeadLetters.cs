using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Export.Delivery;

/// <summary>What a receiver will never take, as lines of JSON with the reason, beside the spool; one older file is kept, so that it stays bounded.</summary>
/// <param name="path">The file.</param>
internal sealed class DeadLetters(string path)
{
    private const long MostBytes = 64L * 1024 * 1024; // thousands of findings: more is no poison but a receiver that takes nothing

    /// <summary>Adds a record; false when the disk takes nothing.</summary>
    public bool TryAdd(DeliveryRecord record, SendOutcome refusal)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes }) File.Move(path, path + ".1", overwrite: true);
            var line = new JsonLine();
            line.Begin();
            line.Field("id"u8, record.Id);
            line.Field("log"u8, record.Log);
            line.Field("reason"u8, refusal.Reason);
            line.Field("record"u8, System.Text.Encoding.UTF8.GetString(record.Json.Span));
            line.End();
            using var file = SpoolFiles.Open(path, FileMode.Append);
            file.Write(line.Written);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false; // counted as refused all the same: the spool tells what the disk says
        }
    }
}
