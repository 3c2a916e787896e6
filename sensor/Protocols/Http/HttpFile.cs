namespace NetSensor.Protocols.Http;

/// <summary>A file inside a message as it passes: its size, its name, and its first bytes for the MIME type. Reused for the next.</summary>
public sealed class HttpFile
{
    /// <summary>Bytes at its start that are looked at: as many as Zeek looks at by default.</summary>
    public const int StartBytes = 4096;

    private const int FirstBuffer = 512; // most bodies that are not skipped are small; the buffer doubles for the others

    private byte[] _start = [];
    private int _startLength;

    /// <summary>Bytes so far, after content decoding.</summary>
    public long Length { get; private set; }

    /// <summary>Its name, from Content-Disposition or Content-Type.</summary>
    public string? Name { get; set; }

    /// <summary>Its first bytes.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, _startLength);

    /// <summary>Whether all of <see cref="StartBytes"/> are there.</summary>
    public bool StartIsFull => _startLength == StartBytes;

    /// <summary>Begins a new file.</summary>
    public void Reset()
    {
        _startLength = 0;
        Length = 0;
        Name = null;
    }

    /// <summary>More of its bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        if (_startLength == StartBytes || bytes.IsEmpty) return;
        var wanted = bytes[..Math.Min(bytes.Length, StartBytes - _startLength)];
        Grow(wanted.Length);
        wanted.CopyTo(_start.AsSpan(_startLength));
        _startLength += wanted.Length;
    }

    /// <summary>One more byte.</summary>
    public void Append(byte octet)
    {
        Length++;
        if (_startLength == StartBytes) return;
        Grow(1);
        _start[_startLength++] = octet;
    }

    /// <summary>Repeats <paramref name="length"/> bytes from <paramref name="distance"/> back; false when there are not so many before.</summary>
    public bool Repeat(int distance, int length)
    {
        if (distance > Length) return false;
        Length += length;
        var wanted = Math.Min(length, StartBytes - _startLength);
        if (wanted <= 0) return true;
        Grow(wanted);
        for (; wanted > 0; wanted--, _startLength++) _start[_startLength] = _start[_startLength - distance];
        return true;
    }

    /// <summary>Bytes that were lost inside of it.</summary>
    public void Lose(long missingBytes) => Length += missingBytes;

    private void Grow(int more)
    {
        if (_start.Length - _startLength >= more) return;
        var size = Math.Max(FirstBuffer, _start.Length);
        while (size - _startLength < more) size *= 2;
        Array.Resize(ref _start, Math.Min(size, StartBytes));
    }
}
