using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// Remembers what was told of which file, so that a file that is opened again and again is one line as long as it does not change. As in Zeek, the time
/// of the last access does not count, files without times are always new, and three minutes without a repetition are a fresh start.
/// </summary>
internal sealed class RecentFiles
{
    private const int MaxFiles = 2048; // of a connection within three minutes; when full all are forgotten, and told once more
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(3);

    private readonly Dictionary<ulong, Timestamp> _lastSeen = [];

    /// <summary>Whether this was told already; remembers it.</summary>
    public bool IsRepeated(SmbOperation operation, SmbFile file, Timestamp now)
    {
        if (!file.Facts.Times.IsKnown) return false;
        var times = file.Facts.Times;
        var hash = Mix(Mix(Hash(file.Name), Hash(file.Tree?.Path)), file.Size ^ (ulong)operation << 60);
        hash = Mix(Mix(Mix(hash, times.Modified), times.Created), times.Changed);
        var repeated = _lastSeen.TryGetValue(hash, out var last) && now - last < Remembered;
        if (_lastSeen.Count >= MaxFiles) _lastSeen.Clear();
        _lastSeen[hash] = now;
        return repeated;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => _lastSeen.Clear();

    private static ulong Hash(string? text)
    {
        var hash = 14695981039346656037UL;                        // FNV-1a: short texts, once per open
        foreach (var letter in text.AsSpan()) hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var mixed = (a ^ (b * 0x9E37_79B9_7F4A_7C15)) * 0xD6E8_FEB8_6659_FD93;
        return mixed ^ (mixed >> 32);
    }
}
