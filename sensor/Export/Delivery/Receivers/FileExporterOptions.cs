using System.ComponentModel.DataAnnotations;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>A file that other programs read.</summary>
public sealed record FileExporterOptions : ExporterOptions
{
    /// <inheritdoc/>
    public override string Type => "file";

    /// <summary>The file; older ones stand beside it, with the time of their end in their names, compressed. Rights 0640.</summary>
    public string File { get; init; } = "";

    /// <summary>Size in MiB at which the next file is begun.</summary>
    [Range(1, 1 << 20)]
    public int RotateMib { get; init; } = 100;

    /// <summary>Age at which the next file is begun.</summary>
    public TimeSpan RotateEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How many older files are kept.</summary>
    [Range(0, 100_000)]
    public int Keep { get; init; } = 30;

    /// <inheritdoc/>
    public override void Check() => FileReceiver.Check(this);
}
