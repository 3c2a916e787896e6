using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace NetSensor.Export.Delivery.Spool;

/// <summary>
/// How far a spool was delivered, in a file of two slots that are written in turn: a write that a kill cuts off leaves the other one, and a full disk is
/// no hindrance because the file never grows. A slot is: u64 turn, i64 the last sequence that was delivered, u32 CRC-32C of both.
/// </summary>
internal sealed class SpoolPosition(string path) : IDisposable
{
    private const int SlotBytes = 8 + 8 + 4;
    private const int SlotEvery = 512; // a sector each: one torn sector tears one slot

    private readonly Lock _gate = new();
    private SafeFileHandle? _file;
    private ulong _turn;
    private long _saved;

    /// <summary>The last sequence that was delivered; 0 when nobody knows, which sends what is there again.</summary>
    public long Load()
    {
        if (!File.Exists(path)) return 0;
        var bytes = File.ReadAllBytes(path);
        var delivered = 0L;
        for (var at = 0; at <= SlotEvery; at += SlotEvery)
        {
            if (bytes.Length < at + SlotBytes) break;
            var slot = bytes.AsSpan(at, SlotBytes);
            var turn = BinaryPrimitives.ReadUInt64LittleEndian(slot);
            if (BinaryPrimitives.ReadUInt32LittleEndian(slot[16..]) != SpoolFrame.Checksum(slot[..16]) || turn < _turn) continue;
            (_turn, delivered) = (turn, BinaryPrimitives.ReadInt64LittleEndian(slot[8..]));
        }
        return _saved = delivered;
    }

    /// <summary>Keeps the position.</summary>
    /// <exception cref="IOException">The disk takes nothing.</exception>
    public void Save(long delivered)
    {
        lock (_gate)
        {
            if (delivered == _saved) return;
            _file ??= Open();
            Span<byte> slot = stackalloc byte[SlotBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(slot, _turn + 1);
            BinaryPrimitives.WriteInt64LittleEndian(slot[8..], delivered);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[16..], SpoolFrame.Checksum(slot[..16]));
            RandomAccess.Write(_file, slot, (long)((_turn + 1) % 2) * SlotEvery);
            (_turn, _saved) = (_turn + 1, delivered);
        }
    }

    /// <summary>Keeps the position when the disk takes it.</summary>
    public void TrySave(long delivered)
    {
        try
        {
            if (_file is not null || Directory.Exists(Path.GetDirectoryName(path))) Save(delivered);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // tried again with the next record that is written, which tells the fault
        }
    }

    /// <summary>Sees to it that the position survives a power cut.</summary>
    public void Sync()
    {
        lock (_gate)
        {
            if (_file is not null) RandomAccess.FlushToDisk(_file);
        }
    }

    public void Dispose() => _file?.Dispose();

    private SafeFileHandle Open()
    {
        var file = SpoolFiles.OpenHandle(path, FileMode.OpenOrCreate);
        if (RandomAccess.GetLength(file) < 2 * SlotEvery) RandomAccess.Write(file, new byte[2 * SlotEvery], 0); // its blocks are there from now on
        return file;
    }
}
