using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>http.log: a line per HTTP transaction, with Zeek 7's columns.</summary>
public sealed class HttpLog : LogFormat<HttpTransactionEvent>
{
    private static readonly string[] NoTags = []; // Zeek's base scripts define the column but no tag

    /// <inheritdoc/>
    public override string FileName => "http.log";

    /// <inheritdoc/>
    protected override void Write(HttpTransactionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("trans_depth"u8, happened.Depth);
        WriteRequest(happened, line);
        line.Field("request_body_len"u8, happened.RequestBodyLength);
        line.Field("response_body_len"u8, happened.ResponseBodyLength);
        line.Field("status_code"u8, happened.StatusCode);
        line.Field("status_msg"u8, happened.StatusMessage);
        line.Field("info_code"u8, happened.InformationalCode);
        line.Field("info_msg"u8, happened.InformationalMessage);
        line.Field("tags"u8, NoTags);
        line.Field("username"u8, happened.Username);
        line.Field("proxied"u8, happened.Proxied);
        line.Field("orig_fuids"u8, happened.RequestFiles.Ids);
        line.Field("orig_filenames"u8, happened.RequestFiles.Names);
        line.Field("orig_mime_types"u8, happened.RequestFiles.MimeTypes);
        line.Field("resp_fuids"u8, happened.ResponseFiles.Ids);
        line.Field("resp_filenames"u8, happened.ResponseFiles.Names);
        line.Field("resp_mime_types"u8, happened.ResponseFiles.MimeTypes);
        line.End();
    }

    private static void WriteRequest(HttpTransactionEvent happened, JsonLine line)
    {
        line.Field("method"u8, happened.Method);
        line.Field("host"u8, happened.Host);
        line.Field("uri"u8, happened.Uri);
        line.Field("referrer"u8, happened.Referrer);
        line.Field("version"u8, happened.Version);
        line.Field("user_agent"u8, happened.UserAgent);
        line.Field("origin"u8, happened.Origin);
    }
}
