using System.Text;
using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Sip;

/// <summary>A call, after the example of RFC 3261 §24.2.</summary>
internal static class SipTalks
{
    private static readonly string[] Dialog =
    [
        "Via: SIP/2.0/UDP pc33.example;branch=z9hG4bK776", "From: Alice <sip:alice@a.example>;tag=1928", "To: Bob <sip:bob@b.example>", "Call-ID: a84b4c76@pc33.example",
    ];

    public static FuzzSeed Call => new(
    [
        (Direction.FromOriginator, Message("INVITE sip:bob@b.example SIP/2.0", [.. Dialog, "CSeq: 1 INVITE", "User-Agent: Example Phone 2", "Contact: <sip:alice@10.0.0.1>", "Content-Length: 4"], "v=0\n")),
        (Direction.FromResponder, Message("SIP/2.0 180 Ringing", [.. Dialog, "CSeq: 1 INVITE", "l: 0"])),
        (Direction.FromResponder, Message("SIP/2.0 200 OK", [.. Dialog, "CSeq: 1 INVITE", "Server: Example PBX 9", "Content-Type: application/sdp", "Content-Length: 4"], "v=0\n")),
        (Direction.FromOriginator, Message("ACK sip:bob@10.0.0.2 SIP/2.0", [.. Dialog, "CSeq: 1 ACK", "Content-Length: 0"])),
        (Direction.FromResponder, Message("BYE sip:alice@10.0.0.1 SIP/2.0", [.. Dialog, "CSeq: 2 BYE", "Content-Length: 0"])),
        (Direction.FromOriginator, Message("SIP/2.0 200 OK", [.. Dialog, "CSeq: 2 BYE", "Content-Length: 0"])),
    ]);

    public static byte[] Message(string first, string[] headers, string body = "") => Encoding.ASCII.GetBytes(string.Join("\r\n", [first, .. headers, "", ""]) + body);
}
