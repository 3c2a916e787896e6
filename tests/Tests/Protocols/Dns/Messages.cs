using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Dns;

/// <summary>Messages that the tests build on.</summary>
internal static class Messages
{
    /// <summary>A query for www.example.com, type A, with EDNS (as dig sends it).</summary>
    public static readonly byte[] Query =
    [
        0x12, 0x34, 0x01, 0x20, 0, 1, 0, 0, 0, 0, 0, 1,                                   // id, RD AD, 1 question, 1 additional
        3, .. "wWw"u8, 7, .. "example"u8, 3, .. "com"u8, 0, 0, 1, 0, 1,                   // www.example.com A IN; capitals as resolvers mix them
        0, 0, 41, 0x04, 0xD0, 0, 0, 0x80, 0, 0, 11,                                       // OPT: 1,232 bytes, DO, 11 bytes of options
        0, 8, 0, 7, 0, 1, 24, 0, 192, 0, 2,                                               // client subnet 192.0.2.0/24
    ];

    /// <summary>Its answer: a CNAME, then two addresses of it.</summary>
    public static readonly byte[] Answer =
    [
        0x12, 0x34, 0x81, 0x80, 0, 1, 0, 3, 0, 0, 0, 0,                                   // id, QR RD RA, 1 question, 3 answers
        3, .. "www"u8, 7, .. "example"u8, 3, .. "com"u8, 0, 0, 1, 0, 1,
        0xC0, 12, 0, 5, 0, 1, 0, 0, 0x0E, 0x10, 0, 6, 3, .. "CDN"u8, 0xC0, 16,            // www… CNAME cdn.example.com, 3,600 s
        0xC0, 45, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1,                            // cdn… A 192.0.2.1, 60 s
        0xC0, 45, 0, 28, 0, 1, 0, 0, 0, 60, 0, 16, 0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, // AAAA 2001:db8::1
    ];

    /// <summary>An answer to www.example.com with one record of this type and data.</summary>
    public static byte[] AnswerWith(ushort type, params byte[] data) =>
    [
        0x12, 0x34, 0x85, 0x80, 0, 1, 0, 1, 0, 0, 0, 0,                                   // QR AA RD RA, 1 question, 1 answer
        3, .. "www"u8, 7, .. "example"u8, 3, .. "com"u8, 0, (byte)(type >> 8), (byte)type, 0, 1,
        0xC0, 12, (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 1, 0x2C, (byte)(data.Length >> 8), (byte)data.Length, .. data,
    ];

    /// <summary>A NetBIOS query for WORKGROUP&lt;1b&gt;.</summary>
    public static readonly byte[] NetBiosQuery =
    [
        0x12, 0x34, 0x01, 0x10, 0, 1, 0, 0, 0, 0, 0, 0,                                   // RD, broadcast
        32, .. "FHEPFCELEHFCEPFFFACACACACACACABL"u8, 0, 0, 32, 0, 1,
    ];

    /// <summary>Good conversations for fuzzing: every kind of record that is read.</summary>
    public static FuzzSeed[] Conversations(bool framed)
    {
        byte[] name = [2, .. "ns"u8, 0xC0, 16];
        (ushort Type, byte[] Data)[] records =
        [
            (6, [.. name, 4, .. "root"u8, 0, .. new byte[20]]), (15, [0, 10, .. name]), (16, [5, .. "hello"u8, 3, .. "you"u8]),
            (33, [0, 1, 0, 2, 1, 0xBB, .. name]), (46, [0, 1, 8, 2, .. new byte[14], .. name, 1, 2, 3]), (48, [1, 1, 3, 13, 9]),
            (43, [1, 2, 8, 2, 9]), (47, [.. name, 0, 1, 0x40]), (50, [1, 0, 0, 1, 0, 1, 9]), (44, [4, 2, 1, 2]), (29, new byte[16]),
            (65, [0, 1, 0, 0, 1, 0, 3, 2, .. "h2"u8, 0, 4, 0, 4, 192, 0, 2, 1]), (257, [0, 5, .. "issueca.example"u8]),
        ];
        var answers = records.Select(record => AnswerWith(record.Type, record.Data)).Prepend(Answer);
        return [.. answers.Select(answer => Talk(Query, answer)), Talk(NetBiosQuery, NetBiosQuery)];

        FuzzSeed Talk(byte[] query, byte[] answer) => framed ? FuzzSeed.Talk(Framed(query), Framed(answer)) : FuzzSeed.Talk(query, answer);
    }

    /// <summary>A message behind its length, as over TCP.</summary>
    public static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];
}
