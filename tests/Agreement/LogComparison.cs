namespace NetSensor.Agreement;

/// <summary>How the rows of one log are paired, and which of their fields count.</summary>
internal sealed record LogComparison(string Log, Func<LogRow, string> Key, IReadOnlySet<string> Ignored)
{
    private static readonly HashSet<string> Ours = ["uid", "fuid", "fuids", "orig_fuids", "resp_fuids", "ts", "id", "tunnel_parents", "peer", "notice"];

    private static HashSet<string> With(params string[] others) => [.. Ours, .. others];

    /// <summary>Oddities of headers and certificates that Zeek tells without addresses, and we with them.</summary>
    private static readonly HashSet<string> WithoutAddresses =
        ["ip_hdr_len_zero", "truncated_IP_len", "truncated_IP", "invalid_IP_header_size", "internally_truncated_header", "unknown_ip_version", "x509_cert_parse_error"];

    /// <summary>The logs that are compared.</summary>
    public static IReadOnlyList<LogComparison> All { get; } =
    [
        new("conn", row => row.Tuple, Ours),
        new("dns", row => $"{row.Tuple} {row.Text("trans_id")}", Ours),
        new("dhcp", row => row.Text("mac"), With("uids")),
        new("ssl", row => row.Tuple, Ours),
        new("x509", row => row.Text("fingerprint"), Ours),
        new("quic", row => row.Tuple, Ours),
        new("http", row => $"{row.Tuple} {row.Text("trans_depth")}", Ours),
        new("ntp", row => $"{row.Tuple} {row.Text("mode")}", Ours),
        new("snmp", row => row.Tuple, Ours),
        new("modbus", row => $"{row.Tuple} {row.Text("func")} {row.Text("pdu_type")}", Ours),
        new("sip", row => $"{row.Tuple} {row.Text("method")} {row.Text("seq")} {row.Text("status_code")}", Ours),
        new("dnp3", row => row.Tuple, Ours),
        new("tunnel", row => $"{row.Tuple} {row.Text("tunnel_type")} {row.Text("action")}", Ours),
        new("ssh", row => row.Tuple, Ours),
        new("rdp", row => row.Tuple, Ours),
        new("smtp", row => $"{row.Tuple} {row.Text("trans_depth")}", Ours),
        new("ftp", row => $"{row.Tuple} {row.Text("command")}", Ours),
        new("smb_mapping", row => $"{row.Tuple} {row.Text("path")}", Ours),
        new("smb_files", row => $"{row.Tuple} {row.Text("action")} {row.Text("name")}", Ours),
        new("dce_rpc", row => row.Tuple, Ours),
        new("ntlm", row => row.Tuple, Ours),
        new("kerberos", row => row.Tuple, Ours),
        new("weird", row => WithoutAddresses.Contains(row.Text("name")) ? row.Text("name")
            : $"{row.Text("id.orig_h")} {row.Text("id.orig_p")} {row.Text("id.resp_h")} {row.Text("id.resp_p")} {row.Text("name")}", Ours),
        new("ldap", row => $"{row.Tuple} {row.Text("message_id")}", Ours),
        new("ldap_search", row => $"{row.Tuple} {row.Text("message_id")}", Ours),
    ];
}
