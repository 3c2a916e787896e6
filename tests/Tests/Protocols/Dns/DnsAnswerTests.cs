using NetSensor.Events;
using NetSensor.Protocols.Dns;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Dns;

public sealed class DnsAnswerTests
{
    private static (DnsTransactionEvent Told, RecordingFlow Flow) Read(ushort type, params byte[] data)
    {
        var flow = new RecordingFlow();
        var parser = new DnsParser();
        parser.Parse(Messages.Framed(Messages.AnswerWith(type, data)), Direction.FromResponder, flow); // RecordingFlow is TCP
        parser.OnClose(flow);
        return (Assert.IsType<DnsTransactionEvent>(Assert.Single(flow.Events)), flow);
    }

    private static string Text(ushort type, params byte[] data) => Assert.Single(Read(type, data).Told.Answers!);

    /// <summary>"ns.example.com", by a pointer to the question's "example.com".</summary>
    private static readonly byte[] Ns = [2, .. "nS"u8, 0xC0, 16];

    [Fact]
    public void Names_are_told_in_small_letters()
    {
        Assert.Equal("ns.example.com", Text(2, Ns));
        Assert.Equal("ns.example.com", Text(5, Ns));
        Assert.Equal("ns.example.com", Text(12, Ns));
        Assert.Equal("ns.example.com", Text(15, [0, 10, .. Ns]));                              // MX: preference 10
        Assert.Equal("ns.example.com", Text(33, [0, 1, 0, 2, 0x01, 0xBB, .. Ns]));             // SRV: priority, weight, port 443
        Assert.Equal("ns.example.com", Text(6, [.. Ns, 4, .. "root"u8, 0, .. new byte[20]]));  // SOA: server, mailbox, five numbers
    }

    [Fact]
    public void Addresses_are_told_as_text()
    {
        Assert.Equal("192.0.2.1", Text(1, 192, 0, 2, 1));
        Assert.Equal("2001:db8::1", Text(28, 0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    }

    [Fact]
    public void Texts_come_with_their_lengths()
    {
        Assert.Equal("TXT 5 v=abc", Text(16, [5, .. "v=abc"u8]));
        Assert.Equal("TXT 1 a TXT 0  TXT 2 \\xfe\\x00", Text(16, [1, .. "a"u8, 0, 2, 0xFE, 0]));
        Assert.Equal("SPF 7 v=spf1 ", Text(99, [7, .. "v=spf1 "u8]));
    }

    [Fact]
    public void Dnssec_records_are_told_by_their_numbers()
    {
        byte[] rrsig = [0, 1, 8, 2, .. new byte[14]];                                          // covers A, algorithm 8, 2 labels, times, tag
        Assert.Equal("RRSIG 1 ns.example.com", Text(46, [.. rrsig, .. Ns, 1, 2, 3]));
        Assert.Equal("RRSIG 1 <Root>", Text(46, [.. rrsig, 0, 1, 2, 3]));
        Assert.Equal("DNSKEY 13", Text(48, 1, 1, 3, 13, 9, 9));                                // flags, protocol, algorithm, key
        Assert.Equal("DS 8 2", Text(43, 0x12, 0x34, 8, 2, 9, 9));                              // tag, algorithm, digest type, digest
        Assert.Equal("NSEC www.example.com ns.example.com", Text(47, [.. Ns, 0, 1, 0x40]));
        Assert.Equal("NSEC3", Text(50, 1, 0, 0, 1, 0, 1, 9));
        Assert.Equal("NSEC3PARAM", Text(51, 1, 0, 0, 1, 0));
    }

    [Fact]
    public void Fingerprints_places_and_signals_are_told_as_Zeek_does()
    {
        Assert.Equal("SSHFP: deadbeef", Text(44, 4, 2, 0xDE, 0xAD, 0xBE, 0xEF));               // algorithm, kind, fingerprint
        Assert.Equal("LOC:  18 22 19", Text(29, [0, 18, 22, 19, .. new byte[12]]));            // version, size, precisions, coordinates
        Assert.Equal("BIND9 signing signal", Text(65534, 8, 1, 2, 0, 1));
        Assert.Equal("<unknown type=52>", Text(52, 3, 1, 1, 9));
    }

    [Fact]
    public void Service_bindings_are_told_with_their_parameters()
    {
        byte[] parameters =
        [
            0, 1, 0, 6, 2, .. "h3"u8, 2, .. "h2"u8,                                            // alpn
            0, 3, 0, 2, 0x20, 0xFB,                                                            // port 8443
            0, 4, 0, 8, 192, 0, 2, 1, 192, 0, 2, 2,                                            // ipv4hint
            0, 6, 0, 16, 0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,              // ipv6hint
        ];
        Assert.Equal("HTTPS 1 . alpn=h3,h2 port=8443 ipv4hint=192.0.2.1,192.0.2.2 ipv6hint=2001:db8::1", Text(65, [0, 1, 0, .. parameters]));
        Assert.Equal("SVCB 0 ns.example.com", Text(64, [0, 0, 2, .. "ns"u8, 7, .. "example"u8, 3, .. "com"u8, 0]));
        Assert.Equal("HTTPS 1 . no-default-alpn key65333=x", Text(65, [0, 1, 0, 0, 2, 0, 0, 0xFF, 0x35, 0, 1, .. "x"u8]));
    }

    [Theory]
    [InlineData(13)]   // HINFO
    [InlineData(257)]  // CAA
    [InlineData(32)]   // NetBIOS name
    [InlineData(250)]  // TSIG
    public void Types_of_which_Zeek_tells_nothing_leave_no_trace(ushort type)
    {
        var (told, flow) = Read(type, 0, 5, 1, 2, 3);
        Assert.Null(told.Answers);
        Assert.Null(told.Query);
        Assert.False(told.AuthoritativeAnswer);
        Assert.Equal(["dns"], flow.Services);
    }

    [Fact]
    public void Wks_is_an_answer_without_words()
    {
        var (told, _) = Read(11, 192, 0, 2, 1, 6, 0x80);
        Assert.Null(told.Answers);
        Assert.Equal((true, "www.example.com"), (told.AuthoritativeAnswer, told.Query));
    }

    [Theory]
    [InlineData(1, new byte[] { 192, 0, 2 }, "DNS_RR_bad_length")]
    [InlineData(1, new byte[] { }, null)]                                     // nothing at all, at the end of the message
    [InlineData(16, new byte[] { 9, 1, 2 }, "DNS_TXT_char_str_past_rdlen")]
    [InlineData(65, new byte[] { 0, 1 }, "DNS_SVBC_wrong_length")]
    [InlineData(48, new byte[] { 1, 1, 3 }, null)]
    public void Broken_data_ends_the_message_and_does_not_confirm_the_service(ushort type, byte[] data, string? weird)
    {
        var (_, flow) = Read(type, data);
        Assert.Empty(flow.Services);
        if (weird is not null) Assert.Contains(weird, flow.Weirds);
    }

    [Fact]
    public void An_unknown_type_and_a_name_that_leaves_its_record_are_reported()
    {
        Assert.Contains("DNS_RR_unknown_type", Read(52, 1).Flow.Weirds);
        Assert.Contains("DNS_RR_length_mismatch", Read(2, [.. Ns, 0, 0]).Flow.Weirds);
        Assert.Contains("DNS_zero_rdlength", Weirds([.. Messages.AnswerWith(1), 0]));
        Assert.Contains("DNS_truncated_RR_rdlength_lt_len", Weirds(Messages.AnswerWith(16, 9, 1, 2)[..^1]));
    }

    private static List<string> Weirds(byte[] message)
    {
        var flow = new RecordingFlow();
        new DnsParser().Parse(Messages.Framed(message), Direction.FromResponder, flow);
        return flow.Weirds;
    }

    [Fact]
    public void Names_blown_up_by_compression_are_kept_up_to_a_limit()
    {
        // One answer holds a name of 254 bytes, 4,000 more point at it.
        byte[] label = [63, .. new string('a', 63).Select(c => (byte)c)];
        byte[] name = [.. label, .. label, .. label, 60, .. new string('b', 60).Select(c => (byte)c), 0];
        List<byte> message = [0, 1, 0x81, 0x80, 0, 0, 0x0F, 0xA1, 0, 0, 0, 0];
        message.AddRange([0, 0, 2, 0, 1, 0, 0, 0, 1, 0, (byte)name.Length, .. name]);
        for (var i = 0; i < 4000; i++) message.AddRange([0, 0, 2, 0, 1, 0, 0, 0, 1, 0, 2, 0xC0, 23]);
        var flow = new RecordingFlow();
        var parser = new DnsParser();
        parser.Parse(Messages.Framed([.. message]), Direction.FromResponder, flow);
        parser.OnClose(flow);
        Assert.InRange(Assert.IsType<DnsTransactionEvent>(Assert.Single(flow.Events)).Answers!.Count, 200, 300);
        Assert.Contains("dns_answers_too_large", flow.Weirds);
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, 24, 0, 192, 0, 2 }, "192.0.2.0", 24)]
    [InlineData(new byte[] { 0, 2, 20, 0, 0x20, 1, 0xD0 }, "2001:d000::", 20)]
    public void Client_subnets_are_read(byte[] option, string address, int prefix)
    {
        Assert.True(DnsEdns.TryReadSubnet(option, out var read, out var length));
        Assert.Equal((address, prefix), (read.ToString(), length));
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, 33, 0, 1, 2, 3, 4, 5 })]   // 33 bits of IPv4
    [InlineData(new byte[] { 0, 1, 24, 0, 1, 2 })]            // a byte short
    [InlineData(new byte[] { 0, 3, 8, 0, 1 })]                // no such family
    [InlineData(new byte[] { 0, 1 })]
    public void Broken_client_subnets_are_not(byte[] option) => Assert.False(DnsEdns.TryReadSubnet(option, out _, out _));
}
