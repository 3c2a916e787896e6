using System.IO.Compression;
using System.Text;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Http;

/// <summary>Good HTTP conversations for the fuzz tests to damage.</summary>
internal static class HttpSeeds
{
    public static FuzzSeed[] All { get; } =
    [
        FuzzSeed.Text(
            "> GET /a%20b?c=%u0041 HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: x\r\n folded\r\nAuthorization: Basic dGVzdDp0ZXN0\r\n",
            "< HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 22\r\n\r\n<html><p>hello</html>",
            "> GET /chunks HTTP/1.1\r\nRange: bytes=0-9\r\n",
            "< HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-9/100\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nworld\r\n0\r\n"),
        FuzzSeed.Text(
            "> POST /up HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 88\r\n\r\n--b\r\nContent-Disposition: form-data; filename=\"a.txt\"\r\n\r\nline\r\nline\r\n--b--",
            "< HTTP/1.1 100 Continue\r\n",
            "< HTTP/1.0 404 Not Found\r\nConnection: close\r\n\r\nno\nsuch\rfile"),
        FuzzSeed.Text("> CONNECT a:443 HTTP/1.1\r\n", "< HTTP/1.1 200 Established\r\n", "> GET / HTTP/1.1\r\n", "< HTTP/1.1 204 None\r\n"),
        FuzzSeed.Text("> GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", "< HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n", "> \u0081\u0002hi"),
        FuzzSeed.Text("> GET /old", "< <html>the oldest</html>"),
        FuzzSeed.Talk(Encoding.ASCII.GetBytes("GET /z HTTP/1.1\r\n\r\n"), Packed("gzip"), Encoding.ASCII.GetBytes("GET /z HTTP/1.1\r\n\r\n"), Packed("deflate")),
    ];

    private static byte[] Packed(string coding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = coding == "gzip" ? new GZipStream(packed, CompressionLevel.Optimal) : new DeflateStream(packed, CompressionLevel.Fastest))
            packer.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i => $"<p class=\"c{i % 7}\">{i * i}</p>\n"))));
        var body = packed.ToArray();
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    }
}
