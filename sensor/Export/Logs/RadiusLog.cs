using System.Globalization;
using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>radius.log: a line per exchange that asks for access, with Zeek's columns.</summary>
public sealed class RadiusLog : LogFormat<RadiusExchangeEvent>
{
    private const int MacDigits = 12;

    /// <inheritdoc/>
    public override string FileName => "radius.log";

    /// <inheritdoc/>
    protected override void Write(RadiusExchangeEvent happened, JsonLine line)
    {
        if (happened.IsAccounting) return;
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("username"u8, happened.UserName);
        line.Field("mac"u8, Mac(happened.CallingStation));
        if (happened.FramedAddress is { } address) line.Field("framed_addr"u8, address);
        line.Field("tunnel_client"u8, happened.TunnelClient);
        line.Field("connect_info"u8, happened.ConnectInfo);
        line.Field("reply_msg"u8, happened.ReplyMessage);
        line.Field("result"u8, happened.Result);
        line.Field("ttl"u8, happened.RoundTrip);
        line.End();
    }

    /// <summary>A hardware address in the usual form, however it was separated; empty when it is none, as with Zeek.</summary>
    private static string? Mac(string? station)
    {
        if (station is null) return null;
        var digits = string.Concat(station.Where(char.IsAsciiHexDigit)).ToLower(CultureInfo.InvariantCulture);
        return digits.Length == MacDigits ? string.Join(':', digits.Chunk(2).Select(pair => new string(pair))) : string.Empty;
    }
}
