using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using NetSensor.Events;
using NetSensor.Protocols.Smb;

namespace NetSensor.Benchmarks;

/// <summary>SMB 2: what a file server's connection is made of. Reading and writing may not allocate; opening and closing a file makes its event.</summary>
[MemoryDiagnoser]
public class SmbBenchmarks
{
    private const int BlockBytes = 64 * 1024;       // a client's usual read or write
    private const int SegmentBytes = 1448;

    private readonly SilentFlow _flow = new();
    private readonly SmbParser _parser = new();
    private readonly byte[] _write = Message(9, answer: false, 112 + BlockBytes, (68, 49), (66 + 4, 112), (72, BlockBytes), (84, 1), (92, 1));
    private readonly byte[] _written = Message(9, answer: true, 64 + 17, (68, 17), (72, BlockBytes));
    private readonly byte[] _create = Message(5, answer: false, 64 + 56 + 16, (68, 57), (112, 120), (114, 16), (124, 0x0061_0061), (128, 0x0061_0061));
    private readonly byte[] _created = Message(5, answer: true, 64 + 89, (68, 89), (132, 1), (140, 1));
    private readonly byte[] _close = Message(6, answer: false, 64 + 24, (68, 24), (76, 1), (84, 1));
    private readonly byte[] _closed = Message(6, answer: true, 64 + 60, (68, 60));

    /// <summary>Opens the file that is written to.</summary>
    [GlobalSetup]
    public void Begin()
    {
        _parser.Parse(_create, Direction.FromOriginator, _flow);
        _parser.Parse(_created, Direction.FromResponder, _flow);
    }

    /// <summary>The first segment of 64 KB that are written, of which the rest is skipped, and the answer.</summary>
    [Benchmark(Baseline = true)]
    public long Write()
    {
        _parser.Parse(_write.AsSpan(0, SegmentBytes), Direction.FromOriginator, _flow);
        return _parser.Parse(_written, Direction.FromResponder, _flow).Consumed;
    }

    /// <summary>A file is opened and closed.</summary>
    [Benchmark]
    public long OpenAndClose()
    {
        _parser.Parse(_create, Direction.FromOriginator, _flow);
        _parser.Parse(_created, Direction.FromResponder, _flow);
        _parser.Parse(_close, Direction.FromOriginator, _flow);
        return _parser.Parse(_closed, Direction.FromResponder, _flow).Consumed;
    }

    /// <summary>A frame with a message of SMB 2 (MS-SMB2 §2.2.1) whose body holds these numbers at these places of the frame.</summary>
    private static byte[] Message(ushort command, bool answer, int length, params (int At, uint Value)[] fields)
    {
        var frame = new byte[4 + length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)length);
        byte[] mark = [0xfe, .. "SMB"u8, 64];
        mark.CopyTo(frame, 4);
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(4 + 12), command);
        frame[4 + 16] = (byte)(answer ? 1 : 0);
        frame[4 + 24] = 9;                          // message id
        foreach (var (at, value) in fields) BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(at), value | BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(at)));
        return frame;
    }
}
