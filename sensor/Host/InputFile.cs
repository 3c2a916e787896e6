using System.IO.Compression;

namespace NetSensor.Host;

/// <summary>A file of lines, gzip-compressed or not.</summary>
internal static class InputFile
{
    private static readonly byte[] GzipMagic = [0x1F, 0x8B]; // RFC 1952 §2.3.1

    /// <summary>Opens it at its beginning.</summary>
    public static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        var start = new byte[GzipMagic.Length];
        var isPacked = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(GzipMagic);
        file.Position = 0;
        return isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
