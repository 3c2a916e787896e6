namespace NetSensor.Host.Summary;

/// <summary>One titled table of a report; a column name that ends with <c>&gt;</c> is a column of numbers, set to the right.</summary>
public sealed class ReportTable(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>What it is about.</summary>
    public string Title { get; } = title;

    /// <summary>Column names.</summary>
    public IReadOnlyList<string> Columns { get; } = [.. columns.Select(column => column.TrimEnd('>'))];

    /// <summary>The rows, a text per column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Whether a column is set to the right.</summary>
    public bool IsRight(int column) => columns[column].EndsWith('>');

    /// <summary>Adds a row; what strangers sent is made harmless for a terminal.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Terminal.Printable)]);
}
