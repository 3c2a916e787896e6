using System.Text;

namespace NetSensor.Analyzers.Correlation;

/// <summary>What a call of PowerShell asks for; pure.</summary>
public static class PowerShellCommand
{
    private const int ShortestPayload = 16;   // base-64 digits: shorter ones are numbers and names
    private const int MostShown = 160;        // characters of a decoded script that an analyst reads at a glance

    private static readonly string[] Cradles =
        ["downloadstring", "downloadfile", "downloaddata", "invoke-webrequest", "invoke-restmethod", "net.webclient", "frombase64string", "invoke-expression", "iex(", "iex (", "start-bitstransfer", "reflection.assembly"];

    /// <summary>The script behind -EncodedCommand in any of the forms that PowerShell takes (a prefix, with -, / or a dash); null when there is none.</summary>
    public static string? Decode(string commandLine)
    {
        var words = commandLine.Split((char[])[' ', '\t', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i++)
            if (IsEncodedCommand(words[i]) && words[i + 1].Length >= ShortestPayload && Text(words[i + 1]) is { } script) return script;
        return null;
    }

    /// <summary>The beginning of a script in one line.</summary>
    public static string Shown(string script)
    {
        var line = string.Join(' ', script.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostShown ? line : line[..MostShown] + "…";
    }

    /// <summary>The words in it that fetch or run code from elsewhere.</summary>
    public static IReadOnlyList<string> CradlesIn(string script) =>
        [.. Cradles.Where(word => script.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => word.TrimEnd('(', ' ')).Distinct()];

    /// <summary>Whether it wants no window, which a person at the screen has no use for.</summary>
    public static bool IsHidden(string commandLine)
    {
        var words = commandLine.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i++)
            if (words[i].Length >= 2 && words[i][0] is '-' or '/' && "windowstyle".StartsWith(words[i][1..], StringComparison.Ordinal) && words[i + 1] is "hidden" or "h" or "1") return true;
        return false;
    }

    private static bool IsEncodedCommand(string word)
    {
        if (word.Length < 2 || word[0] is not ('-' or '/' or '–' or '—')) return false;
        var name = word[1..].ToLowerInvariant();
        return name == "ec" || "encodedcommand".StartsWith(name, StringComparison.Ordinal);
    }

    private static string? Text(string base64)
    {
        var bytes = new byte[base64.Length];
        var padded = base64.TrimEnd('=');
        padded += new string('=', (4 - padded.Length % 4) % 4);
        if (!Convert.TryFromBase64String(padded, bytes, out var length)) return null;
        return Encoding.Unicode.GetString(bytes, 0, length & ~1);
    }
}
