using System.Buffers.Binary;
using System.Text;

namespace NetSensor.Tests.Protocols.Smb;

/// <summary>Messages of SMB 2 and 1, as small as they may be, in their frames.</summary>
internal static class SmbMessages
{
    public const ulong Session = 0x0000_0400_0000_0011;
    public const uint Tree = 5;

    public static byte[] Frame(byte[] message) => [0, (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message];

    // ---- SMB 2 ([MS-SMB2] §2.2)

    public static byte[] Header(ushort command, ulong id, bool answer = false, uint status = 0, uint tree = Tree, uint flags = 0) =>
    [
        0xfe, .. "SMB"u8, 64, 0, 1, 0, .. Le(status), .. Le(command), 1, 0, .. Le(flags | (answer ? 1u : 0)), 0, 0, 0, 0, .. Le(id), 0, 0, 0, 0, .. Le(tree), .. Le(Session),
        .. new byte[16],
    ];

    public static byte[] Error(ushort command, ulong id, uint status) => Frame([.. Header(command, id, answer: true, status), 9, 0, 0, 0, 0, 0, 0, 0, 0]);

    public static byte[] Negotiate(params ushort[] dialects) => Frame(
    [
        .. Header(0, 0, tree: 0), 36, 0, (byte)dialects.Length, 0, 1, 0, 0, 0, 0x7f, 0, 0, 0,      // signing enabled, seven capabilities
        .. Enumerable.Repeat((byte)0xc1, 16), 0, 0, 0, 0, 0, 0, 0, 0, .. dialects.SelectMany(dialect => Le(dialect)),
    ]);

    public static byte[] NegotiateAnswer(ushort dialect, params byte[] contexts) => Frame(
    [
        .. Header(0, 0, answer: true, tree: 0), 65, 0, 3, 0, .. Le(dialect), (byte)(contexts.Length > 0 ? 1 : 0), 0, .. Enumerable.Repeat((byte)0x5e, 16),
        0x2f, 0, 0, 0, .. new byte[12], .. new byte[16], 128, 0, 0, 0, 128, 0, 0, 0, .. contexts,  // signing required; no token; contexts behind the fixed part
    ]);

    public static byte[] SessionSetup(ulong id) => Frame([.. Header(1, id, tree: 0), 25, 0, 0, 1, .. new byte[8], 88, 0, 0, 0, .. new byte[8]]);

    public static byte[] SessionSetupAnswer(ulong id, byte flags = 0) => Frame([.. Header(1, id, answer: true, tree: 0), 9, 0, flags, 0, 72, 0, 0, 0]);

    public static byte[] TreeConnect(ulong id, string path) =>
        Frame([.. Header(3, id, tree: 0), 9, 0, 0, 0, 72, 0, .. Le((ushort)(path.Length * 2)), .. Utf16(path)]);

    public static byte[] TreeConnectAnswer(ulong id, byte type, uint flags = 0) =>
        Frame([.. Header(3, id, answer: true), 16, 0, type, 0, .. Le(flags), 0, 0, 0, 0, 0xff, 1, 0x1f, 0]);

    public static byte[] Create(ulong id, string name, uint options = 0) => Frame(CreateMessage(id, name, options));

    public static byte[] CreateMessage(ulong id, string name, uint options = 0) =>
    [
        .. Header(5, id), 57, 0, 0, 0, 2, 0, 0, 0, .. new byte[16], 0x96, 1, 0x12, 0, 0, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, .. Le(options),
        120, 0, .. Le((ushort)(name.Length * 2)), 0, 0, 0, 0, 0, 0, 0, 0, .. Utf16(name),
    ];

    public static byte[] CreateAnswer(ulong id, ulong file, ulong size = 0, ulong time = 131_000_000_000_000_000) => Frame(CreateAnswerMessage(id, file, size, time));

    public static byte[] CreateAnswerMessage(ulong id, ulong file, ulong size = 0, ulong time = 131_000_000_000_000_000) =>
    [
        .. Header(5, id, answer: true), 89, 0, 0, 0, 1, 0, 0, 0, .. Le(time), .. Le(time), .. Le(time), .. Le(time), .. Le(size), .. Le(size), 0x80, 0, 0, 0, 0, 0, 0, 0,
        .. Le(file), .. Le(file), 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    public static byte[] Close(ulong id, ulong file) => Frame(CloseMessage(id, file));

    public static byte[] CloseMessage(ulong id, ulong file) => [.. Header(6, id), 24, 0, 0, 0, 0, 0, 0, 0, .. Le(file), .. Le(file)];

    public static byte[] CloseAnswer(ulong id) => Frame(CloseAnswerMessage(id));

    public static byte[] CloseAnswerMessage(ulong id) => [.. Header(6, id, answer: true), 60, 0, 0, 0, .. new byte[56]];

    public static byte[] Write(ulong id, ulong file, params byte[] data) =>
        Frame([.. Header(9, id), 49, 0, 112, 0, .. Le((uint)data.Length), .. new byte[8], .. Le(file), .. Le(file), .. new byte[16], .. data]);

    public static byte[] WriteAnswer(ulong id, int count) => Frame([.. Header(9, id, answer: true), 17, 0, 0, 0, .. Le((uint)count), .. new byte[8]]);

    public static byte[] Read(ulong id, ulong file, int count) =>
        Frame([.. Header(8, id), 49, 0, 80, 0, .. Le((uint)count), .. new byte[8], .. Le(file), .. Le(file), .. new byte[17]]);

    public static byte[] ReadAnswer(ulong id, params byte[] data) => Frame([.. Header(8, id, answer: true), 17, 0, 80, 0, .. Le((uint)data.Length), .. new byte[8], .. data]);

    public static byte[] SetInfo(ulong id, ulong file, byte kind, params byte[] data) => Frame(SetInfoMessage(id, file, kind, data));

    public static byte[] SetInfoMessage(ulong id, ulong file, byte kind, params byte[] data) =>
        [.. Header(17, id), 33, 0, 1, kind, .. Le((uint)data.Length), 96, 0, 0, 0, 0, 0, 0, 0, .. Le(file), .. Le(file), .. data];

    public static byte[] SetInfoAnswer(ulong id, uint status = 0) => Frame([.. Header(17, id, answer: true, status), 2, 0]);

    /// <summary>FILE_RENAME_INFORMATION ([MS-FSCC] §2.4.42.2).</summary>
    public static byte[] NewName(string name) => [0, .. new byte[7], .. new byte[8], .. Le((uint)(name.Length * 2)), .. Utf16(name)];

    /// <summary>Puts messages of SMB 2 into one frame; all but the first are marked as related when asked for.</summary>
    public static byte[] Chain(bool related, params byte[][] messages)
    {
        var chain = new List<byte>();
        for (var i = 0; i < messages.Length; i++)
        {
            var message = (byte[])messages[i].Clone();
            if (i < messages.Length - 1)
            {
                Array.Resize(ref message, (message.Length + 7) & ~7);
                BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(20), (uint)message.Length);
            }
            if (related && i > 0)
            {
                message[16] |= 4;
                message.AsSpan(36, 12).Fill(0xff);                                                  // tree and session of the one before
            }
            chain.AddRange(message);
        }
        return Frame([.. chain]);
    }

    public static byte[] Encrypted(uint size) => Frame([0xfd, .. "SMB"u8, .. new byte[32], .. Le(size), 0, 0, 1, 0, .. Le(Session), .. new byte[size]]);

    // ---- SMB 1 ([MS-CIFS] §2.2.4)

    public static byte[] Smb1(byte command, bool answer, byte[] words, byte[] bytes, ushort exchange = 1, uint status = 0, ushort tree = 7) => Frame(
    [
        0xff, .. "SMB"u8, command, .. Le(status), (byte)(answer ? 0x80 : 0), 0x01, 0xc0, .. new byte[12], .. Le(tree), 9, 0, 3, 0, .. Le(exchange),
        (byte)(words.Length / 2), .. words, .. Le((ushort)bytes.Length), .. bytes,
    ]);

    public static byte[] Utf16(string text) => Encoding.Unicode.GetBytes(text);
    public static byte[] Le(ushort value) => [(byte)value, (byte)(value >> 8)];
    public static byte[] Le(uint value) => [.. Le((ushort)value), .. Le((ushort)(value >> 16))];
    public static byte[] Le(ulong value) => [.. Le((uint)value), .. Le((uint)(value >> 32))];
}
