using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Rfb;

/// <summary>Openings of RFB, written from RFC 6143.</summary>
internal static class RfbConversations
{
    private const Direction Client = Direction.FromOriginator, Server = Direction.FromResponder;

    public static byte[] Version => "RFB 003.008\n"u8.ToArray();

    /// <summary>VNC authentication that succeeds, and the desktop.</summary>
    public static FuzzSeed Whole => new(
    [
        (Server, Version), (Client, Version),
        (Server, [2, 1, 2]), (Client, [2]),                                     // two types, the second is chosen
        (Server, new byte[16]), (Client, new byte[16]),                         // challenge, response
        (Server, [0, 0, 0, 0]), (Client, [1]),                                  // success, shared
        (Server, Desktop),
    ]);

    /// <summary>1,024 by 768, "desk".</summary>
    public static byte[] Desktop => [4, 0, 3, 0, .. new byte[16], 0, 0, 0, 4, .. "desk"u8];
}
