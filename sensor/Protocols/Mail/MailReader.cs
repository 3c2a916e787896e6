using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Mail;

/// <summary>
/// Reads a mail (RFC 5322, RFC 2045, RFC 2046): tells the headers of the mail itself, and the names of the files within. Content passes by.
/// <code>headers CRLF CRLF { content | "--" boundary CRLF part … "--" boundary "--" }</code>
/// </summary>
internal sealed class MailReader(IMailSink sink)
{
    private enum State : byte { Headers, Content, Done }

    private const int MaxHeaderBytes = 8 * 1024;    // folded lines together; servers refuse much more
    private const int MaxBoundaries = 8;            // parts within parts; a forwarded mail needs three
    private const int MaxBoundaryBytes = 70;        // RFC 2046 §5.1.1
    private const int MaxLineBytes = 1024;          // that are kept of a line whose end has not come; RFC 5322 §2.1.1 allows 998

    private readonly List<byte[]> _boundaries = [];                     // outermost first
    private readonly byte[] _line = new byte[MaxLineBytes];
    private byte[] _header = new byte[256];
    private int _headerLength, _lineLength;
    private State _state = State.Done;
    private bool _isPart;                                               // these headers are a part's, not the mail's
    private bool _carriesMail;                                          // message/rfc822: headers follow its headers

    /// <summary>A mail begins.</summary>
    public void Begin()
    {
        Reset();
        _state = State.Headers;
    }

    /// <summary>The mail ends.</summary>
    public void End()
    {
        if (_lineLength > 0) OnLine(_line.AsSpan(0, _lineLength));
        if (_state == State.Headers) FinishHeader();
        Reset();
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _boundaries.Clear();
        _headerLength = _lineLength = 0;
        _state = State.Done;
        _isPart = _carriesMail = false;
    }

    /// <summary>Bytes of the mail as they come, lines and pieces of lines.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (Lines.TryTake(bytes, out var line, out var length))      // ends: each turn takes a line
        {
            bytes = bytes[length..];
            if (_lineLength == 0)
            {
                OnLine(line);
                continue;
            }
            Keep(line);
            var whole = _line.AsSpan(0, _lineLength);
            _lineLength = 0;
            OnLine(whole.Length > 0 && whole[^1] == '\r' ? whole[..^1] : whole);
        }
        Keep(bytes);
    }

    /// <summary>One line without its end.</summary>
    public void OnLine(ReadOnlySpan<byte> line)
    {
        if (_state == State.Done || TryTakeBoundary(line) || _state == State.Content) return;
        if (line.IsEmpty)
        {
            FinishHeader();
            _state = _carriesMail ? State.Headers : State.Content;
            _isPart |= _carriesMail;
            _carriesMail = false;
            return;
        }
        if (line[0] is not ((byte)' ' or (byte)'\t')) FinishHeader();
        Append(line);
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        piece = piece[..Math.Min(piece.Length, MaxLineBytes - _lineLength)];
        piece.CopyTo(_line.AsSpan(_lineLength));
        _lineLength += piece.Length;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        line = line[..Math.Min(line.Length, MaxHeaderBytes - _headerLength)];
        if (_headerLength + line.Length > _header.Length) Array.Resize(ref _header, Math.Max(_header.Length * 2, _headerLength + line.Length));
        line.CopyTo(_header.AsSpan(_headerLength));
        _headerLength += line.Length;
    }

    private void FinishHeader()
    {
        var header = _header.AsSpan(0, _headerLength);
        _headerLength = 0;
        var colon = header.IndexOf((byte)':');
        if (colon <= 0) return;
        ReadOnlySpan<byte> name = header[..colon].TrimEnd(" \t"u8), value = header[(colon + 1)..].TrimStart(" \t"u8);
        if (!_isPart) sink.OnHeader(name, value);
        if (Lines.Is(name, "Content-Type"u8)) OnContentType(value);
        if (Lines.Is(name, "Content-Disposition"u8) && MailParameter.TryFind(value, "filename"u8, out var file)) sink.OnFileName(file);
    }

    private void OnContentType(ReadOnlySpan<byte> value)
    {
        if (MailParameter.TryFind(value, "name"u8, out var file)) sink.OnFileName(file);
        _carriesMail = Lines.BeginWith(value, "message/rfc822"u8) == ProbeVerdict.Yes;
        if (_boundaries.Count >= MaxBoundaries || Lines.BeginWith(value, "multipart/"u8) != ProbeVerdict.Yes) return;
        if (MailParameter.TryFind(value, "boundary"u8, out var boundary) && !boundary.IsEmpty) _boundaries.Add(boundary[..Math.Min(boundary.Length, MaxBoundaryBytes)].ToArray());
    }

    private bool TryTakeBoundary(ReadOnlySpan<byte> line)
    {
        if (_boundaries.Count == 0 || !line.StartsWith("--"u8)) return false;
        for (var level = _boundaries.Count - 1; level >= 0; level--)
        {
            if (!line[2..].StartsWith(_boundaries[level])) continue;
            if (_state == State.Headers) FinishHeader();
            var closes = line[(2 + _boundaries[level].Length)..].StartsWith("--"u8);
            var keep = closes ? level : level + 1;
            _boundaries.RemoveRange(keep, _boundaries.Count - keep);
            _state = closes ? State.Content : State.Headers;
            _isPart = true;
            _carriesMail = false;
            return true;
        }
        return false;
    }
}
