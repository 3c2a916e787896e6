namespace NetSensor.Export.Delivery;

/// <summary>Counts what is not delivered, by cause; any thread may count and read.</summary>
public sealed class DropCounters
{
    private static readonly DropCause[] Causes = Enum.GetValues<DropCause>();

    private readonly long[] _counts = new long[Causes.Length];

    /// <summary>Records with this cause.</summary>
    public long this[DropCause cause] => Interlocked.Read(ref _counts[(int)cause]);

    /// <summary>Counts records.</summary>
    public void Add(DropCause cause, long records) => Interlocked.Add(ref _counts[(int)cause], records);

    /// <summary>All causes by their names ("spool_size").</summary>
    public IReadOnlyDictionary<string, long> ByName() => Causes.ToDictionary(NameOf, cause => this[cause]);

    private static string NameOf(DropCause cause) => string.Concat(cause.ToString().Select((letter, at) =>
        char.IsUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
