using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>dns.log: a line per query and answer.</summary>
public sealed class DnsLog : LogFormat<DnsTransactionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "dns.log";

    /// <inheritdoc/>
    protected override void Write(DnsTransactionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("proto"u8, happened.Flow?.Transport == Transport.Tcp ? "tcp" : "udp");
        line.Field("trans_id"u8, (long)happened.TransactionId);
        line.Field("rtt"u8, happened.RoundTrip);
        line.Field("query"u8, happened.Query);
        line.Field("qclass"u8, (long?)happened.QueryClass);
        line.Field("qclass_name"u8, happened.QueryClassName);
        line.Field("qtype"u8, (long?)happened.QueryType);
        line.Field("qtype_name"u8, happened.QueryTypeName);
        line.Field("rcode"u8, (long?)happened.ResponseCode);
        line.Field("rcode_name"u8, happened.ResponseCodeName);
        line.Field("AA"u8, happened.AuthoritativeAnswer);
        line.Field("TC"u8, happened.Truncated);
        line.Field("RD"u8, happened.RecursionDesired);
        line.Field("RA"u8, happened.RecursionAvailable);
        line.Field("Z"u8, (long)happened.Reserved);
        line.Field("answers"u8, happened.Answers);
        line.Field("TTLs"u8, happened.TimesToLive);
        line.Field("rejected"u8, happened.Rejected);
        line.End();
    }
}
