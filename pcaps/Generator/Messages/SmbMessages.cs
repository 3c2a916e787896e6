using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>Messages of SMB 2 ([MS-SMB2] §2.2), each in its frame.</summary>
public sealed class SmbMessages
{
    private const ulong Session = 0x0000_0400_0000_0011;
    private ulong _id;

    /// <summary>The tree that messages are for, until another is connected.</summary>
    public uint Tree { get; set; }

    /// <summary>A client offers dialects 2.0.2 to 3.1.1, and the server chooses 3.0.2.</summary>
    public (byte[] Ask, byte[] Answer) Negotiate(byte[] serverId) => Pair(0,
        [36, 0, 5, 0, 1, 0, 0, 0, 0x7f, 0, 0, 0, .. serverId.Reverse(), 0, 0, 0, 0, 0, 0, 0, 0, .. Le16(0x202), .. Le16(0x210), .. Le16(0x300), .. Le16(0x302), .. Le16(0x311)],
        [65, 0, 1, 0, .. Le16(0x302), 0, 0, .. serverId, 0x2f, 0, 0, 0, .. Le32(1 << 20), .. Le32(1 << 20), .. Le32(1 << 20), .. new byte[16], 128, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>A turn of a login: a token each way, with a status.</summary>
    public (byte[] Ask, byte[] Answer) SessionSetup(byte[] token, byte[] answer, uint status) => Pair(1,
        [25, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 88, 0, .. Le16(token.Length), 0, 0, 0, 0, 0, 0, 0, 0, .. token],
        [9, 0, 0, 0, 72, 0, .. Le16(answer.Length), .. answer], status);

    /// <summary>Connects to a share: kind 1 a disk, 2 pipes.</summary>
    public (byte[] Ask, byte[] Answer) TreeConnect(string path, byte kind, uint status = 0)
    {
        Tree++;
        return Pair(3, [9, 0, 0, 0, 72, 0, .. Le16(path.Length * 2), .. Utf16(path)], status == 0 ? [16, 0, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 1, 0x1f, 0] : Refusal, status);
    }

    /// <summary>Opens a file or a pipe; what it does when it is there and when not: 1 open, 5 write over.</summary>
    public (byte[] Ask, byte[] Answer) Create(string name, ulong file, uint disposition = 1, uint status = 0) => Pair(5,
    [
        57, 0, 0, 0, 2, 0, 0, 0, .. new byte[16], 0x96, 1, 0x12, 0, 0, 0, 0, 0, 7, 0, 0, 0, .. Le32(disposition), 0, 0, 0, 0,
        120, 0, .. Le16(name.Length * 2), 0, 0, 0, 0, 0, 0, 0, 0, .. Utf16(name),
    ],
        status == 0
            ? [89, 0, 0, 0, .. Le32(disposition == 1 ? 1u : 2u), .. new byte[32], .. Le64(0), .. Le64(0), 0x80, 0, 0, 0, 0, 0, 0, 0, .. Le64(file), .. Le64(file), 0, 0, 0, 0, 0, 0, 0, 0]
            : Refusal, status);

    /// <summary>Writes bytes.</summary>
    public (byte[] Ask, byte[] Answer) Write(ulong file, byte[] data, ulong offset = 0) => Pair(9,
        [49, 0, 112, 0, .. Le32((uint)data.Length), .. Le64(offset), .. Le64(file), .. Le64(file), .. new byte[16], .. data], [17, 0, 0, 0, .. Le32((uint)data.Length), .. new byte[8]]);

    /// <summary>Reads bytes.</summary>
    public (byte[] Ask, byte[] Answer) Read(ulong file, byte[] data, ulong offset = 0) => Pair(8,
        [49, 0, 80, 0, .. Le32((uint)Math.Max(data.Length, 4_280)), .. Le64(offset), .. Le64(file), .. Le64(file), .. new byte[17]], [17, 0, 80, 0, .. Le32((uint)data.Length), .. new byte[8], .. data]);

    /// <summary>Closes a file.</summary>
    public (byte[] Ask, byte[] Answer) Close(ulong file) => Pair(6, [24, 0, 0, 0, 0, 0, 0, 0, .. Le64(file), .. Le64(file)], [60, 0, .. new byte[58]]);

    /// <summary>Has a file deleted when it is closed.</summary>
    public (byte[] Ask, byte[] Answer) Delete(ulong file) => Pair(17, [33, 0, 1, 13, .. Le32(1), 96, 0, 0, 0, 0, 0, 0, 0, .. Le64(file), .. Le64(file), 1], [2, 0]);

    /// <summary>The first bytes of a frame with a write or with the answer to a read of many bytes, and how long it is.</summary>
    public (byte[] Begin, int Length) Transfer(bool isWrite, ulong file, int bytes)
    {
        byte[] message = isWrite
            ? [.. Header(9, false, 0), 49, 0, 112, 0, .. Le32((uint)bytes), .. Le64(0), .. Le64(file), .. Le64(file), .. new byte[16]]
            : [.. Header(8, true, 0), 17, 0, 80, 0, .. Le32((uint)bytes), .. new byte[8]];
        _id++;
        return ([0, .. U24(message.Length + bytes), .. message], 4 + message.Length + bytes);
    }

    private static byte[] Refusal => [9, 0, 0, 0, 0, 0, 0, 0, 0];

    private (byte[] Ask, byte[] Answer) Pair(ushort command, byte[] ask, byte[] answer, uint status = 0)
    {
        byte[] asked = [.. Header(command, false, 0), .. ask];
        byte[] answered = [.. Header(command, true, status), .. answer];
        _id++;
        return ([0, .. U24(asked.Length), .. asked], [0, .. U24(answered.Length), .. answered]);
    }

    private byte[] Header(ushort command, bool answer, uint status) =>
    [
        0xfe, .. "SMB"u8, 64, 0, 1, 0, .. Le32(status), .. Le16(command), 1, 0, .. Le32(answer ? 1u : 0), 0, 0, 0, 0, .. Le64(_id), 0, 0, 0, 0, .. Le32(Tree),
        .. Le64(command == 0 ? 0 : Session), .. new byte[16],
    ];
}
