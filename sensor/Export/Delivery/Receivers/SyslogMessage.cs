using System.Buffers;
using System.Globalization;
using System.Text;
using NetSensor.Export.Delivery.Formats;
using NetSensor.Export.Ocsf;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>Writes records as messages of RFC 5424: the header, no structured data, and the record in its form.</summary>
/// <param name="format">The record's form.</param>
/// <param name="facility">0 to 23.</param>
/// <param name="host">HOSTNAME.</param>
internal sealed class SyslogMessage(IRecordFormat format, int facility, string host)
{
    private const int MostHostLetters = 255; // RFC 5424 §6
    private static readonly int[] Severities = [6, 6, 5, 4, 3, 2]; // syslog's by OCSF's severity_id: informational … critical

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly string _host = PrintableName(host);

    /// <summary>The message; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(DeliveryRecord record)
    {
        _buffer.ResetWrittenCount();
        var priority = facility * 8 + Severities[Math.Clamp(record.Severity, 0, Severities.Length - 1)];
        var time = DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds.Of(record.Time)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        Encoding.UTF8.GetBytes($"<{priority}>1 {time} {_host} netsensor {Environment.ProcessId} {record.Log} - ", _buffer);
        format.Write(record, _buffer);
        return _buffer.WrittenSpan;
    }

    /// <summary>PRINTUSASCII without blanks; "-" when nothing is left.</summary>
    private static string PrintableName(string name)
    {
        var plain = string.Concat(name.Where(letter => letter is > ' ' and <= '~').Take(MostHostLetters));
        return plain.Length > 0 ? plain : "-";
    }
}
