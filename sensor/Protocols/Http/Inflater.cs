namespace NetSensor.Protocols.Http;

/// <summary>
/// Decompresses gzip (RFC 1952), zlib (RFC 1950) and bare deflate (RFC 1951) as the bytes come, keeping only the start of the output and
/// counting the rest: a length needs no window, so a body of any size costs a few kilobytes.
/// </summary>
public sealed class Inflater
{
    private enum Step : byte { Start, GzipFlags, GzipExtra, GzipName, GzipComment, Block, Stored, StoredData, CodeCounts, CodeLengthCode, CodeLengths, Symbols, Done, Failed }

    private readonly HuffmanTable _literals = new(288);
    private readonly HuffmanTable _distances = new(32);
    private readonly byte[] _lengths = new byte[320];             // 288 literal/length and 32 distance codes
    private Step _step;
    private bool _gzip;
    private bool _lastBlock;
    private ulong _bits;
    private int _bitCount;
    private int _flags;                                           // of the gzip header
    private int _skip;                                            // bytes of a header field or a stored block left
    private int _literalCodes;
    private int _distanceCodes;
    private int _codeLengthCodes;
    private int _index;                                           // of the code length being read

    /// <summary>Begins a new body.</summary>
    public void Reset(bool gzip)
    {
        _gzip = gzip;
        _step = Step.Start;
        _lastBlock = false;
        _bits = 0;
        _bitCount = 0;
    }

    /// <summary>Decompresses all of <paramref name="input"/> into <paramref name="output"/>.</summary>
    public void Push(ReadOnlySpan<byte> input, HttpFile output)
    {
        while (_step < Step.Done)                                 // ends: a turn advances, or fails, or takes more of the input
        {
            Refill(ref input);
            var advanced = _step == Step.StoredData ? CopyStored(ref input, output) : Advance(ref input, output);
            if (!advanced && input.IsEmpty) return;
        }
    }

    private void Refill(ref ReadOnlySpan<byte> input)
    {
        while (_bitCount <= 56 && !input.IsEmpty)
        {
            _bits |= (ulong)input[0] << _bitCount;
            _bitCount += 8;
            input = input[1..];
        }
    }

    private bool Take(int count, out int value)
    {
        value = 0;
        if (_bitCount < count) return false;
        value = (int)(_bits & ((1UL << count) - 1));
        Drop(count);
        return true;
    }

    private void Drop(int count)
    {
        _bits >>= count;
        _bitCount -= count;
    }

    private bool Fail()
    {
        _step = Step.Failed;
        return false;
    }

    // One step; false when it needs more input than there is.
    private bool Advance(ref ReadOnlySpan<byte> input, HttpFile output) => _step switch
    {
        Step.Start => _gzip ? StartGzip() : StartZlib(),
        Step.GzipFlags or Step.GzipExtra or Step.GzipName or Step.GzipComment => PassGzipField(),
        Step.Block => StartBlock(),
        Step.Stored => StartStored(),
        Step.CodeCounts => ReadCodeCounts(),
        Step.CodeLengthCode => ReadCodeLengthCode(),
        Step.CodeLengths => ReadCodeLengths(),
        _ => DecodeSymbols(ref input, output),
    };

    private bool StartGzip()
    {
        if (_bitCount < 32) return false;
        if ((_bits & 0xFF_FF_FF) != 0x08_8B_1F) return (_bits & 0xFFFF) % 0x100 == 0x78 ? StartZlib() : Fail(); // ID1 ID2 CM, low byte first
        Drop(24);
        Take(8, out _flags);
        _skip = 6;                                                // MTIME, XFL, OS
        _step = Step.GzipFlags;
        return true;
    }

    private bool PassGzipField()
    {
        for (; _skip > 0; _skip--)
            if (!Take(8, out _)) return false;
        if (_step == Step.GzipFlags && (_flags & 4) != 0)         // FEXTRA
        {
            if (!Take(16, out _skip)) return false;
            _step = Step.GzipExtra;
            return true;
        }
        if (_step <= Step.GzipExtra) return Enter(Step.GzipName);
        var wanted = _step == Step.GzipName ? 8 : 16;             // FNAME, FCOMMENT: up to a zero byte
        while ((_flags & wanted) != 0)                            // ends: each turn consumes a byte
        {
            if (!Take(8, out var letter)) return false;
            if (letter == 0) break;
        }
        if (_step == Step.GzipName) return Enter(Step.GzipComment);
        if ((_flags & 2) != 0) _flags &= ~2;                      // FHCRC
        else return Enter(Step.Block);
        _skip = 2;
        return true;
    }

    private bool StartZlib()
    {
        if (_bitCount < 16) return false;
        var header = (int)(_bits & 0xFF) << 8 | (int)(_bits >> 8 & 0xFF);
        if ((header >> 8 & 15) == 8 && header % 31 == 0) Drop(16); // else: bare deflate, as some servers send it
        return Enter(Step.Block);
    }

    private bool Enter(Step step)
    {
        _step = step;
        return true;
    }

    private bool StartBlock()
    {
        if (_lastBlock) return Enter(Step.Done);
        if (!Take(3, out var header)) return false;
        _lastBlock = (header & 1) != 0;
        switch (header >> 1)
        {
            case 0:
                Drop(_bitCount & 7);
                return Enter(Step.Stored);
            case 1:
                BuildFixedCodes();
                return Enter(Step.Symbols);
            case 2:
                return Enter(Step.CodeCounts);
            default:
                return Fail();
        }
    }

    private bool StartStored()
    {
        if (_bitCount < 32) return false;
        Take(16, out _skip);
        Take(16, out var complement);
        if ((_skip ^ complement) != 0xFFFF) return Fail();
        return Enter(Step.StoredData);
    }

    private bool CopyStored(ref ReadOnlySpan<byte> input, HttpFile output)
    {
        for (; _skip > 0 && Take(8, out var octet); _skip--) output.Append((byte)octet);
        var count = Math.Min(_skip, input.Length);
        output.Append(input[..count]);
        input = input[count..];
        _skip -= count;
        return _skip == 0 && Enter(Step.Block);
    }

    private void BuildFixedCodes()
    {
        var lengths = _lengths.AsSpan();
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..288].Fill(8);
        _literals.Build(lengths[..288]);
        lengths[..30].Fill(5);
        _distances.Build(lengths[..30]);
    }

    private bool ReadCodeCounts()
    {
        if (_bitCount < 14) return false;
        Take(5, out var literals);
        Take(5, out var distances);
        Take(4, out var codes);
        (_literalCodes, _distanceCodes, _codeLengthCodes) = (literals + 257, distances + 1, codes + 4);
        if (_literalCodes > 286 || _distanceCodes > 30) return Fail();
        _lengths.AsSpan(0, 19).Clear();
        _index = 0;
        return Enter(Step.CodeLengthCode);
    }

    private bool ReadCodeLengthCode()
    {
        for (; _index < _codeLengthCodes; _index++)
        {
            if (!Take(3, out var length)) return false;
            _lengths[CodeLengthOrder[_index]] = (byte)length;
        }
        _index = 0;
        if (!_distances.Build(_lengths.AsSpan(0, 19))) return Fail(); // lent: the real distance code comes after it
        return Enter(Step.CodeLengths);
    }

    private bool ReadCodeLengths()
    {
        var total = _literalCodes + _distanceCodes;
        while (_index < total)                                    // ends: each turn fills at least one length or needs input
        {
            var used = _distances.Decode(_bits, _bitCount, out var symbol);
            if (used < 0) return Fail();
            var extra = symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 };
            if (used == 0 || _bitCount < used + extra) return false;
            Drop(used);
            Take(extra, out var more);
            if (symbol < 16)
            {
                _lengths[_index++] = (byte)symbol;
                continue;
            }
            var repeat = more + (symbol == 18 ? 11 : 3);
            if (repeat > total - _index || (symbol == 16 && _index == 0)) return Fail();
            _lengths.AsSpan(_index, repeat).Fill(symbol == 16 ? _lengths[_index - 1] : (byte)0);
            _index += repeat;
        }
        if (!_literals.Build(_lengths.AsSpan(0, _literalCodes)) || !_distances.Build(_lengths.AsSpan(_literalCodes, _distanceCodes))) return Fail();
        return Enter(Step.Symbols);
    }

    private bool DecodeSymbols(ref ReadOnlySpan<byte> input, HttpFile output)
    {
        while (true)                                              // ends: each turn drops bits, or leaves
        {
            if (_bitCount < 48) Refill(ref input);
            var used = _literals.Decode(_bits, _bitCount, out var symbol);
            if (used <= 0) return used < 0 ? Fail() : false;
            if (symbol < 256)
            {
                Drop(used);
                output.Append((byte)symbol);
                continue;
            }
            if (symbol == 256)
            {
                Drop(used);
                return Enter(Step.Block);
            }
            if (!Repeat(used, symbol - 257, output)) return false;
        }
    }

    // A match: length code, its extra bits, distance code, its extra bits; at most 48 bits, taken all at once or not at all.
    private bool Repeat(int used, int lengthCode, HttpFile output)
    {
        if (lengthCode > 28) return Fail();
        var lengthExtra = LengthExtra[lengthCode];
        if (_bitCount < used + lengthExtra) return false;
        var length = LengthBase[lengthCode] + (int)(_bits >> used & ((1UL << lengthExtra) - 1));
        used += lengthExtra;
        var more = _distances.Decode(_bits >> used, _bitCount - used, out var distanceCode);
        if (more <= 0) return more < 0 ? Fail() : false;
        if (distanceCode > 29) return Fail();
        used += more;
        var distanceExtra = distanceCode < 2 ? 0 : (distanceCode >> 1) - 1;
        if (_bitCount < used + distanceExtra) return false;
        var distance = (distanceCode < 2 ? distanceCode : (2 + (distanceCode & 1)) << distanceExtra)
            + 1 + (int)(_bits >> used & ((1UL << distanceExtra) - 1));
        Drop(used + distanceExtra);
        return output.Repeat(distance, length) || Fail();
    }

    private static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private static ReadOnlySpan<byte> LengthExtra => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static ReadOnlySpan<ushort> LengthBase =>
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
}
