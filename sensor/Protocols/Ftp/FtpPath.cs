using System.Text;

namespace NetSensor.Protocols.Ftp;

/// <summary>Paths on the server: where a name leads from the folder that the client is in.</summary>
public static class FtpPath
{
    /// <summary>The folder that a client is in before it says so.</summary>
    public const string Start = ".";

    private const int MaxParts = 256;               // deeper paths are not resolved; file systems stop long before

    /// <summary>The path of <paramref name="name"/> as seen from <paramref name="folder"/>, without detours.</summary>
    public static string Join(string folder, string name) => Resolve(IsAbsolute(name) || folder.Length == 0 ? name : folder + "/" + name);

    /// <summary>The absolute path in a reply to PWD (RFC 959 appendix II): in quotes, else the first that there is; empty when there is none.</summary>
    public static string InReply(string reply)
    {
        var quote = reply.IndexOf('"', StringComparison.Ordinal);
        if (quote >= 0 && IsAbsolute(reply[(quote + 1)..]) && reply.IndexOf('"', quote + 1) is var end and > 0) return reply[(quote + 1)..end];
        var slash = reply.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return string.Empty;
        var space = reply.AsSpan(slash).IndexOfAny(' ', '"');
        return space < 0 ? reply[slash..] : reply.Substring(slash, space);
    }

    private static bool IsAbsolute(string path) =>
        path.StartsWith('/') || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\');

    private static string Resolve(string path)
    {
        var kept = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (kept.Count > MaxParts) return path;
            if (part.Length == 0 || (part == "." && (kept.Count > 0 || path[0] == '/'))) continue;
            if (part == ".." && kept.Count > 0 && kept[^1] != "..") kept.RemoveAt(kept.Count - 1);
            else kept.Add(part);
        }
        var text = new StringBuilder(path.Length);
        if (path.StartsWith('/')) text.Append('/');
        return text.AppendJoin('/', kept).ToString();
    }
}
