using System.Text;

namespace NetSensor.Export.Http;

/// <summary>The head of a request: as much of HTTP/1.1 (RFC 9112) as a page without parameters needs.</summary>
internal sealed record HttpRequest(string Method, string Path, string? Authorization)
{
    private const int MostHeadBytes = 8 * 1024; // what other servers take; a scraper sends a few hundred

    /// <summary>Reads to the blank line behind the head; null when none comes within the bytes that a head may have, or it is no HTTP.</summary>
    public static async Task<HttpRequest?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var head = new byte[MostHeadBytes];
        var length = 0;
        while (length < head.Length) // ends: every turn reads a byte at least
        {
            var read = await stream.ReadAsync(head.AsMemory(length), cancel);
            if (read == 0) return null;
            length += read;
            if (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is var end and >= 0) return Parse(Encoding.Latin1.GetString(head, 0, end));
        }
        return null;
    }

    private static HttpRequest? Parse(string head)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [var method, var target, var version] || !version.StartsWith("HTTP/1.", StringComparison.Ordinal)) return null;
        const string name = "Authorization:";
        var authorization = lines.Skip(1).FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();
        return new HttpRequest(method, target.Split('?')[0], authorization);
    }
}
