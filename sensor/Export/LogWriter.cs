using NetSensor.Events;
using NetSensor.Export.Logs;

namespace NetSensor.Export;

/// <summary>Writes events into their logs and detections into theirs.</summary>
public sealed class LogWriter : IEventSink, IDetectionSink, IDisposable
{
    private readonly Dictionary<Type, EventLog[]> _byEvent = [];
    private readonly List<LogFile> _files = [];
    private readonly LogFile? _detectionFile;
    private readonly IDetectionFormat? _detectionFormat;
    private readonly Action<string>? _survive;
    private volatile string? _failure;

    /// <summary>A writer for these logs; formats with the same file name share the file.</summary>
    /// <param name="output">Where they are written.</param>
    /// <param name="formats">What is written of which event.</param>
    /// <param name="detections">How findings are written; null for not at all.</param>
    /// <param name="survive">Told when the disk takes nothing and when it does again, which is outlasted; null where that ends the run.</param>
    public LogWriter(ILogOutput output, IReadOnlyList<ILogFormat> formats, IDetectionFormat? detections = null, Action<string>? survive = null)
    {
        _survive = survive;
        foreach (var format in formats)
        {
            var log = new EventLog(format, FileNamed(output, format.FileName));
            _byEvent[format.EventType] = _byEvent.TryGetValue(format.EventType, out var others) ? [.. others, log] : [log];
        }
        if (detections is null) return;
        _detectionFormat = detections;
        _detectionFile = FileNamed(output, detections.FileName);
    }

    /// <summary>Lines per log, for logs that have any, by name.</summary>
    public IReadOnlyDictionary<string, long> LinesByLog =>
        _files.Where(file => file.Lines > 0).OrderBy(file => file.Name, StringComparer.Ordinal).ToDictionary(file => file.Name, file => file.Lines);

    /// <summary>Who gets every line before its file does; null for nobody.</summary>
    public ILineTap? Tap { get; init; }

    /// <summary>Lines that were lost because the disk took nothing, per log: all logs, also those at zero. May be asked from another thread.</summary>
    public IEnumerable<(string Log, long Lines)> Lost => _files.Select(file => (file.Name, file.Lost));

    /// <summary>Why lines cannot be written at the moment; null when they can. May be asked from another thread.</summary>
    public string? Failure => _failure;

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        if (!_byEvent.TryGetValue(happened.GetType(), out var logs)) return;
        foreach (var log in logs) log.Write(happened, Tap);
    }

    /// <inheritdoc/>
    public void Report(Detection detection)
    {
        if (_detectionFile is not { } file) return;
        var before = file.Line.Length;
        _detectionFormat!.Write(detection, file.Line);
        Tap?.Finding(detection, file.Line.Written[before..]);
        file.LineDone();
    }

    /// <summary>Writes out everything; when one log fails the others are still written, then the first failure is thrown.</summary>
    public void Flush()
    {
        if (TryFlush() is { } fault) throw fault;
    }

    /// <summary>Writes out as much as can be, and returns the first failure.</summary>
    public LogException? TryFlush()
    {
        LogException? first = null;
        if (_survive is not null)
        {
            foreach (var file in _files) file.Flush();
            Tell();
            return null;
        }
        foreach (var file in _files)
        {
            try
            {
                file.Flush();
            }
            catch (LogException fault)
            {
                first ??= fault;
            }
        }
        return first;
    }

    /// <summary>The run is over: writes out what can be.</summary>
    /// <exception cref="LogException">Not all could be; the rest is counted as lost.</exception>
    public void End()
    {
        Flush();
        LogException? first = null;
        foreach (var file in _files)
        {
            try
            {
                file.GiveUp();
            }
            catch (LogException fault)
            {
                first ??= fault;
            }
        }
        if (first is not null) throw first;
    }

    /// <summary>Closes all logs; flush first.</summary>
    public void Dispose()
    {
        foreach (var file in _files) file.Close();
    }

    /// <summary>Tells once when the disk takes nothing any more, and once when it does again.</summary>
    private void Tell()
    {
        var failure = _files.Find(file => file.Failure is not null)?.Failure?.Message;
        if ((failure is null) == (_failure is null)) return;
        _failure = failure;
        _survive!(failure is not null
            ? $"warning: {failure}; the sensor goes on, keeps {LogFile.MostKeptBytes >> 20} MiB of each log, and tries again"
            : $"logs can be written again; {Lost.Sum(log => log.Lines)} lines were lost so far");
    }

    private LogFile FileNamed(ILogOutput output, string name)
    {
        if (_files.Find(file => file.Name == name) is { } known) return known;
        var file = new LogFile(output, name, _survive is not null);
        _files.Add(file);
        return file;
    }

    private readonly record struct EventLog(ILogFormat Format, LogFile File)
    {
        public void Write(SensorEvent happened, ILineTap? tap)
        {
            var before = File.Line.Length;
            Format.Write(happened, File.Line);
            if (File.Line.Length == before) return; // a format may pass over an event
            tap?.Line(File.Name, happened, File.Line.Written[before..]);
            File.LineDone();
        }
    }
}
