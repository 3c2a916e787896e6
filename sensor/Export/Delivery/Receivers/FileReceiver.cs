using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using NetSensor.Export.Delivery.Formats;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>Appends a line per record to a file, which is rotated by size and age; what is acknowledged is on the disk.</summary>
public sealed class FileReceiver : IReceiver
{
    private readonly FileExporterOptions _options;
    private readonly IRecordFormat _format;
    private readonly TimeProvider _clock;
    private FileStream? _file;

    /// <summary>A writer; the file is opened with the first batch.</summary>
    /// <exception cref="DeliveryException">The options cannot be used.</exception>
    public FileReceiver(FileExporterOptions options, string productVersion, TimeProvider clock)
    {
        if (options.File.Length == 0 || Directory.Exists(options.File)) throw new DeliveryException($"file '{options.File}': no name of a file");
        (_options, _clock, _format) = (options, clock, RecordFormats.Named(options.Format, "ocsf", productVersion));
    }

    /// <summary>Throws when the options cannot be used.</summary>
    /// <exception cref="DeliveryException">Why.</exception>
    public static void Check(FileExporterOptions options) => _ = new FileReceiver(options, "", TimeProvider.System);

    /// <inheritdoc/>
    public Task<SendOutcome> SendAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var record in batch)
        {
            _format.Write(record, lines);
            lines.Write("\n"u8);
        }
        try
        {
            Append(lines.WrittenSpan);
            return Task.FromResult(SendOutcome.Delivered);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(SendOutcome.Retry($"{_options.File}: cannot be written ({LogFolder.Reason(fault)})"));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Append(ReadOnlySpan<byte> lines)
    {
        if (_file is not null && !File.Exists(_options.File)) Close(); // somebody took it away, as log rotation does
        _file ??= Open();
        if (_file.Position > 0 && (_file.Position + lines.Length > (long)_options.RotateMib << 20 || Age() >= _options.RotateEvery))
        {
            Rotate();
            _file = Open();
        }
        var start = _file.Position;
        try
        {
            _file.Write(lines);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _file.SetLength(start); // whole lines only: the batch comes again
            _file.Position = start;
            throw;
        }
    }

    private TimeSpan Age() => _clock.GetUtcNow() - File.GetCreationTimeUtc(_options.File);

    private FileStream Open()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_options.File)) is { } folder) SpoolFiles.MakeFolder(folder);
        var file = SpoolFiles.Open(_options.File, FileMode.OpenOrCreate);
        file.Position = EndOfLines(file.Length);
        file.SetLength(file.Position);
        return file;
    }

    /// <summary>Where the last whole line ends: a kill may have cut off the one behind it, which comes again.</summary>
    private long EndOfLines(long length)
    {
        using var file = new FileStream(_options.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        for (var end = length; end > 0; end--) // ends: steps back a byte each turn, over one line at most
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') return end;
        }
        return 0;
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>The file gets the time of its end, is compressed, and the oldest go.</summary>
    private void Rotate()
    {
        Close();
        var stamp = _clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'.'fff", CultureInfo.InvariantCulture);
        var plain = $"{_options.File}.{stamp}";
        File.Move(_options.File, plain);
        using (var packed = SpoolFiles.Open($"{plain}.gz", FileMode.CreateNew))
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        using (var source = File.OpenRead(plain)) source.CopyTo(gzip);
        File.Delete(plain);
        foreach (var old in Older().SkipLast(_options.Keep)) File.Delete(old);
    }

    private IEnumerable<string> Older() => Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(_options.File))!, Path.GetFileName(_options.File) + ".*.gz").Order(StringComparer.Ordinal);
}
