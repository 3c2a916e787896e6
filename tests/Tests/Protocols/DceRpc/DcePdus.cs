using System.Buffers.Binary;
using System.Text;
using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.DceRpc;

/// <summary>Writes PDUs of DCE/RPC by hand (C706 §12.5, §12.6), in either byte order.</summary>
internal sealed class DcePdus(bool bigEndian = false)
{
    public static readonly Guid Svcctl = new("367abb81-9844-35f1-ad32-98f038001003");
    public static readonly Guid Samr = new("12345778-1234-abcd-ef00-0123456789ac");
    public static readonly Guid Ndr = new("8a885d04-1ceb-11c9-9fe8-08002b104860");
    public static readonly Guid Ndr64 = new("71710533-beba-4937-8319-b5dbef9ccc36");

    public static DcePdus LittleEndian { get; } = new();
    public static DcePdus BigEndian { get; } = new(bigEndian: true);

    public byte[] U16(int value)
    {
        var bytes = new byte[2];
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    public byte[] U32(uint value)
    {
        var bytes = new byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public byte[] Uuid(Guid id) => id.ToByteArray(bigEndian);

    /// <summary>Header, body, and a trailer of 8 bytes and the token when there is one.</summary>
    public byte[] Pdu(byte type, byte flags, uint callId, byte[] body, byte[]? trailer = null)
    {
        var length = 16 + body.Length + (trailer?.Length ?? 0);
        return
        [
            5, 0, type, flags, (byte)(bigEndian ? 0 : 0x10), 0, 0, 0,
            .. U16(length), .. U16(trailer is null ? 0 : trailer.Length - 8), .. U32(callId), .. body, .. trailer ?? [],
        ];
    }

    public byte[] Bind(uint callId, params (int Id, Guid Interface)[] contexts) => Ask(11, callId, null, contexts);

    public byte[] Ask(byte type, uint callId, byte[]? trailer, params (int Id, Guid Interface)[] contexts)
    {
        byte[] body = [.. U16(4280), .. U16(4280), .. U32(0), (byte)contexts.Length, 0, 0, 0];
        foreach (var (id, known) in contexts) body = [.. body, .. U16(id), 1, 0, .. Uuid(known), .. U16(2), .. U16(0), .. Uuid(Ndr), .. U32(2)];
        return Pdu(type, 3, callId, body, trailer);
    }

    public byte[] BindAck(uint callId, string address, params (int Result, Guid Syntax)[] results) => Answer(12, callId, address, results);

    public byte[] Answer(byte type, uint callId, string address, params (int Result, Guid Syntax)[] results)
    {
        byte[] text = address.Length == 0 ? [] : [.. Encoding.ASCII.GetBytes(address), 0];
        byte[] body = [.. U16(4280), .. U16(4280), .. U32(0x1234), .. U16(text.Length), .. text];
        body = [.. body, .. new byte[-body.Length & 3], (byte)results.Length, 0, 0, 0];
        foreach (var (result, syntax) in results) body = [.. body, .. U16(result), .. U16(0), .. Uuid(syntax), .. U32(2)];
        return Pdu(type, 3, callId, body);
    }

    public byte[] BindNak(uint callId, int reason) => Pdu(13, 3, callId, [.. U16(reason), 1, 5, 0]);

    public byte[] Request(uint callId, int context, int opnum, byte[] stub, byte flags = 3, byte[]? trailer = null) =>
        Pdu(0, flags, callId, [.. U32((uint)stub.Length), .. U16(context), .. U16(opnum), .. stub], trailer);

    public byte[] Response(uint callId, int context, byte[] stub, byte flags = 3, byte[]? trailer = null) =>
        Pdu(2, flags, callId, [.. U32((uint)stub.Length), .. U16(context), 0, 0, .. stub], trailer);

    public byte[] Fault(uint callId, uint status) => Pdu(3, 3, callId, [.. U32(32), .. U16(0), 0, 0, .. U32(status), .. U32(0)]);

    /// <summary>A conformant and varying string of two-byte characters with its zero, padded to four bytes (C706 §14.3.4).</summary>
    public byte[] Text(string text)
    {
        var characters = (bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetBytes(text + "\0");
        var count = (uint)(text.Length + 1);
        return [.. U32(count), .. U32(0), .. U32(count), .. characters, .. new byte[-characters.Length & 3]];
    }

    /// <summary>The same behind a pointer.</summary>
    public byte[] OptionalText(string? text) => text is null ? U32(0) : [.. U32(0x20000), .. Text(text)];

    /// <summary>A context handle.</summary>
    public byte[] Handle(byte id) => [.. new byte[4], .. Enumerable.Repeat(id, 16)];

    /// <summary>RCreateServiceW ([MS-SCMR] §3.1.4.12).</summary>
    public byte[] CreateService(string name, string path) =>
    [
        .. Handle(1), .. Text(name), .. OptionalText("display"), .. U32(0xf01ff), .. U32(16), .. U32(3), .. U32(0), .. Text(path),
        .. U32(0), .. U32(0), .. U32(0), .. U32(0), .. OptionalText("LocalSystem"), .. U32(0), .. U32(0),
    ];

    /// <summary>A bind, a call with its answer, a call with its fault.</summary>
    public static FuzzSeed Conversation(DcePdus order) => new(
    [
        (Direction.FromOriginator, order.Bind(1, (0, Svcctl), (1, Samr))),
        (Direction.FromResponder, order.BindAck(1, @"\pipe\ntsvcs", (0, Ndr), (0, Ndr64))),
        (Direction.FromOriginator, order.Request(2, 0, 12, order.CreateService("BTOBTO", @"%COMSPEC% /c calc.exe"))),
        (Direction.FromResponder, order.Response(2, 0, [.. order.U32(0), .. order.Handle(7), .. order.U32(0)])),
        (Direction.FromOriginator, order.Request(3, 0, 19, [.. order.Handle(7), .. order.U32(0)], flags: 1)),
        (Direction.FromOriginator, order.Request(3, 0, 19, order.U32(0), flags: 2)),
        (Direction.FromResponder, order.Fault(3, 5)),
        (Direction.FromOriginator, order.Ask(14, 4, null, (2, new Guid("e1af8308-5d1f-11c9-91a4-08002b14a0fa")))),
        (Direction.FromResponder, order.Answer(15, 4, "", (0, Ndr))),
        (Direction.FromOriginator, order.Request(5, 2, 2, new byte[40])),
        (Direction.FromResponder, order.Response(5, 2, [.. order.Handle(0), .. order.U32(1), .. order.U32(8), .. order.U32(0), .. order.U32(1), .. new byte[16], .. order.U32(3), .. new byte[90]])),
        (Direction.FromOriginator, order.Request(6, 1, 17, [.. order.Handle(3), .. order.U32(1), .. order.U32(1000), .. order.U32(0), .. order.U32(1), 6, 0, 8, 0, .. order.OptionalText("ada")])),
        (Direction.FromOriginator, order.BindNak(7, 4)),
    ]);
}
