using System.Globalization;

namespace NetSensor.Protocols.Dns;

/// <summary>Faults under the names of Zeek's weird.log, where it has one.</summary>
internal static class DnsWeird
{
    /// <summary>The message is shorter than a header.</summary>
    public const string NoHeader = "DNS_truncated_len_lt_hdr_len";

    /// <summary>More questions than any client asks.</summary>
    public const string TooManyQuestions = "DNS_Conn_count_too_large";

    /// <summary>More answer text than is kept.</summary>
    public const string TooMuchText = "dns_answers_too_large";

    /// <summary>Zeek's name of the analyzer.</summary>
    public const string Source = "DNS";

    private static readonly (DnsFault Fault, string Name)[] Names =
    [
        (DnsFault.ForwardPointer, "DNS_label_forward_compress_offset"),
        (DnsFault.TooManyPointers, "dns_too_many_compression_pointers"),
        (DnsFault.LabelPastEnd, "DNS_label_len_gt_pkt"),
        (DnsFault.LabelTooLong, "DNS_label_too_long"),
        (DnsFault.NameOverflow, "DNS_label_len_gt_name_len"),
        (DnsFault.NameTooLong, "DNS_NAME_too_long"),
        (DnsFault.QuestionCut, "DNS_truncated_quest_too_short"),
        (DnsFault.RecordCut, "DNS_truncated_ans_too_short"),
        (DnsFault.DataCut, "DNS_truncated_RR_rdlength_lt_len"),
        (DnsFault.NoData, "DNS_zero_rdlength"),
        (DnsFault.BadLength, "DNS_RR_bad_length"),
        (DnsFault.LengthMismatch, "DNS_RR_length_mismatch"),
        (DnsFault.StringPastEnd, "DNS_TXT_char_str_past_rdlen"),
        (DnsFault.UnknownType, "DNS_RR_unknown_type"),
        (DnsFault.ServiceBindingTooShort, "DNS_SVBC_wrong_length"),
    ];

    /// <summary>Reports each fault of <paramref name="faults"/>; <paramref name="unknownType"/> is the detail of that one.</summary>
    public static void Report(DnsFault faults, DnsType unknownType, IFlowContext flow)
    {
        if (faults == DnsFault.None) return;
        foreach (var (fault, name) in Names)
        {
            if ((faults & fault) == 0) continue;
            flow.Weird(name, fault == DnsFault.UnknownType ? ((int)unknownType).ToString(CultureInfo.InvariantCulture) : null, Source);
        }
    }
}
