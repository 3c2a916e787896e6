using System.Text.Json;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;

namespace NetSensor.Agreement;

/// <summary>Replays one capture in this process and gives back the lines of its logs.</summary>
internal sealed class Replayer(string corpus)
{
    private readonly JsonLine _line = new();

    /// <summary>All rows that we log for this capture.</summary>
    public List<LogRow> Replay(string capture)
    {
        var formats = LogCatalog.For(HomeNetworks.Private).ToDictionary(format => format.EventType); // x509.log remembers what it told
        var rows = new List<LogRow>();
        foreach (var happened in Sensor.Events(Path.Combine(corpus, capture)))
        {
            if (!formats.TryGetValue(happened.GetType(), out var format)) continue;
            _line.Clear();
            format.Write(happened, _line);
            if (_line.Length == 0) continue;
            rows.Add(new LogRow(capture, Path.GetFileNameWithoutExtension(format.FileName), JsonDocument.Parse(_line.Written.ToArray()).RootElement));
        }
        return rows;
    }
}
