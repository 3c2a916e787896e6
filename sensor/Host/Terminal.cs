using System.Text;
using NetSensor.Export;
using NetSensor.Host.Summary;
using Spectre.Console;

namespace NetSensor.Host;

/// <summary>Writes for people: coloured tables on a terminal, plain ones into a pipe or file.</summary>
public static class Terminal
{
    /// <summary>Prints tables to stdout.</summary>
    /// <exception cref="LogException">It takes nothing.</exception>
    public static void Print(IEnumerable<ReportTable> tables) => Print(output =>
    {
        foreach (var table in tables)
        {
            if (Console.IsOutputRedirected) output.Write(Encoding.UTF8.GetBytes(Plain(table)));
            else Draw(table);
        }
    });

    /// <summary>Writes to stdout, which may be a full disk.</summary>
    /// <exception cref="LogException">It takes nothing.</exception>
    public static void Print(Action<Stream> write)
    {
        try
        {
            using var output = Console.OpenStandardOutput();
            write(output);
        }
        catch (IOException fault)
        {
            throw new LogException($"cannot write the summary to standard output: {LogFolder.Reason(fault)}", fault);
        }
    }

    /// <summary>Tells the operator lines, on stderr.</summary>
    public static void Say(IReadOnlyList<string> lines)
    {
        foreach (var line in lines) Console.Error.WriteLine("netsensor: " + OneLine(line));
    }

    /// <summary>The table in plain text, columns aligned with spaces.</summary>
    public static string Plain(ReportTable table)
    {
        var widths = new int[table.Columns.Count];
        foreach (var row in table.Rows.Prepend(table.Columns))
            for (var column = 0; column < widths.Length; column++) widths[column] = Math.Max(widths[column], row[column].Length);
        var text = new StringBuilder().Append(table.Title).Append('\n');
        foreach (var row in table.Columns.Any(name => name.Length > 0) ? table.Rows.Prepend(table.Columns) : table.Rows)
        {
            var line = new StringBuilder();
            for (var column = 0; column < widths.Length; column++)
                line.Append("  ").Append(table.IsRight(column) ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column]));
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
        return text.Append('\n').ToString();
    }

    /// <summary>Text from packets may hold anything: control and formatting characters become dots.</summary>
    public static string Printable(string text) =>
        text.All(IsPrintable) ? text : string.Concat(text.Select(letter => IsPrintable(letter) ? letter : '.'));

    /// <summary>The message in one line, control characters made harmless.</summary>
    public static string OneLine(string message) => Printable(message.Replace('\n', ' '));

    private static bool IsPrintable(char letter) =>
        !char.IsControl(letter) && char.GetUnicodeCategory(letter) is not (System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);

    private static void Draw(ReportTable table)
    {
        var drawn = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).Title($"[bold]{Markup.Escape(table.Title)}[/]").LeftAligned();
        if (table.Columns.All(name => name.Length == 0)) drawn.HideHeaders();
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var heading = new TableColumn($"[grey]{Markup.Escape(table.Columns[column])}[/]");
            drawn.AddColumn(table.IsRight(column) ? heading.RightAligned() : heading);
        }
        foreach (var row in table.Rows) drawn.AddRow(row.Select((cell, column) => new Text(cell, StyleOf(table.Columns[column], cell))));
        AnsiConsole.Write(drawn);
    }

    private static Style StyleOf(string column, string cell) => (column, cell) switch
    {
        ("severity", "critical") => new Style(Color.Red, decoration: Decoration.Bold),
        ("severity", "high") => new Style(Color.Red),
        ("severity", "medium") => new Style(Color.Yellow),
        _ => Style.Plain,
    };
}
