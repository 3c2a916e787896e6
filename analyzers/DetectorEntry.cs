using NetSensor.Events;

namespace NetSensor.Analyzers;

/// <summary>A line of the catalogue: a detector, its options with what holds when nobody says, and how it is made.</summary>
public sealed class DetectorEntry
{
    private readonly Func<object, DetectorContext, IDetector> _create;

    private DetectorEntry(object defaults, Func<object, DetectorContext, IDetector> create)
    {
        (Defaults, _create) = (defaults, create);
        Info = create(defaults, new DetectorContext()).Info;
    }

    /// <summary>What it is.</summary>
    public DetectorInfo Info { get; }

    /// <summary>Its options, as they are when nobody sets them; a record of its own type.</summary>
    public object Defaults { get; }

    /// <summary>The entry of a detector with options of this type.</summary>
    public static DetectorEntry Of<TOptions>(Func<TOptions, DetectorContext, IDetector> create) where TOptions : class, new() =>
        new(new TOptions(), (options, context) => create((TOptions)options, context));

    /// <summary>A detector that knows nothing yet.</summary>
    /// <param name="options">Options of the type of <see cref="Defaults"/>; null for these.</param>
    /// <param name="context">What it may know besides events.</param>
    public IDetector Create(object? options, DetectorContext context) => _create(options ?? Defaults, context);
}
