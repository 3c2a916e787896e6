using System.Text;
using NetSensor.Protocols.Dns;

namespace NetSensor.Tests.Protocols.Dns;

public sealed class DnsNameTests
{
    private static (string Text, DnsName.Outcome Outcome) Read(byte[] message, int offset, bool longLabels = false)
    {
        Span<byte> name = stackalloc byte[DnsName.MaxBytes];
        var outcome = DnsName.Read(message, offset, longLabels, name);
        return (Encoding.Latin1.GetString(name[..outcome.Length]), outcome);
    }

    [Fact]
    public void Labels_are_joined_by_dots()
    {
        var (text, outcome) = Read([3, .. "www"u8, 2, .. "de"u8, 0, 99], 0);
        Assert.Equal(("www.de", 8, DnsFault.None), (text, outcome.Next, outcome.Fault));
    }

    [Fact]
    public void The_root_is_empty() => Assert.Equal((string.Empty, 1), (Read([0, 1], 0).Text, Read([0, 1], 0).Outcome.Next));

    [Fact]
    public void A_pointer_continues_further_up_and_the_message_goes_on_behind_it()
    {
        var (text, outcome) = Read([2, .. "de"u8, 0, 3, .. "www"u8, 0xC0, 0, 99], 4);
        Assert.Equal(("www.de", 10, DnsFault.None), (text, outcome.Next, outcome.Fault));
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0, 0 }, 0)]                                     // at itself
    [InlineData(new byte[] { 0, 0xC0, 9, 0, 0, 0, 0, 0, 0, 0 }, 1)]                // forward
    [InlineData(new byte[] { 1, (byte)'a', 0xC0, 2, 0 }, 0)]                       // at itself behind a label
    public void A_pointer_that_does_not_point_back_ends_the_name(byte[] message, int offset) =>
        Assert.Equal(DnsFault.ForwardPointer, Read(message, offset).Outcome.Fault);

    [Fact]
    public void Two_pointers_at_each_other_end()
    {
        var (_, outcome) = Read([0xC0, 2, 0xC0, 0, 0], 2);   // 2 → 0, where 0 → 2 points forward
        Assert.Equal((DnsFault.ForwardPointer, 4), (outcome.Fault, outcome.Next));
    }

    [Fact]
    public void A_label_may_not_run_into_the_pointer_that_led_to_it()
    {
        byte[] message = [5, .. "abc"u8, 0xC0, 0, 0];        // the pointer at 4 leads to a label of five bytes, three of them before it
        Assert.Equal(DnsFault.LabelPastEnd, Read(message, 4).Outcome.Fault);
    }

    [Fact]
    public void A_long_chain_of_pointers_is_cut()
    {
        var message = new byte[2 + 2 * 200];                 // a root, then 200 pointers, each at the one before
        for (var i = 1; i <= 200; i++) (message[2 * i], message[2 * i + 1]) = ((byte)(0xC0 | ((2 * i - 2) >> 8)), (byte)(2 * i - 2));
        Assert.Equal(DnsFault.TooManyPointers, Read(message, 400).Outcome.Fault);
    }

    [Fact]
    public void A_label_behind_the_end_is_left_out()
    {
        var (text, outcome) = Read([3, .. "www"u8, 9, .. "de"u8], 0);
        Assert.Equal(("www", 7, DnsFault.LabelPastEnd), (text, outcome.Next, outcome.Fault));
    }

    [Fact]
    public void Labels_beyond_63_bytes_are_for_NetBios_only()
    {
        byte[] message = [70, .. new string('a', 70).Select(c => (byte)c), 0, 0];
        Assert.Equal(DnsFault.LabelTooLong, Read(message, 0).Outcome.Fault);
        Assert.Equal(70, Read(message, 0, longLabels: true).Text.Length);
    }

    [Fact]
    public void A_name_beyond_255_bytes_is_read_and_reported_and_one_beyond_512_is_cut()
    {
        var label = (byte[])[63, .. new string('a', 63).Select(c => (byte)c)];
        Assert.Equal((DnsFault.NameTooLong, 64 * 5 - 1), Outcome([.. label, .. label, .. label, .. label, .. label, 0, 0]));
        Assert.Equal((DnsFault.NameTooLong | DnsFault.NameOverflow, 64 * 8 - 1),
            Outcome([.. label, .. label, .. label, .. label, .. label, .. label, .. label, .. label, .. label, 0, 0]));

        static (DnsFault, int) Outcome(byte[] message) => (Read(message, 0).Outcome.Fault, Read(message, 0).Text.Length);
    }

    [Theory]
    [InlineData("EJFDEBFEEBFACACACACACACACACACAAA", "ISATAP")]
    [InlineData("fhepfcelehfcepfffacacacacacacabl", "WORKGROUP")]
    [InlineData("abacfpfpenfdecfcepfhfdeffpfpacab", "\u0001\u0002__MSBROWSE__\u0002")]
    [InlineData("CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "*")]
    public void NetBios_names_lose_encoding_padding_and_suffix(string encoded, string name)
    {
        Span<byte> text = stackalloc byte[15];
        var length = NetBiosName.Decode(Encoding.ASCII.GetBytes(encoded), text);
        Assert.Equal(name, Encoding.ASCII.GetString(text[..length]));
    }

    [Theory]
    [InlineData("ABCD")]
    [InlineData("~jfdebfeebfacacacacacacacacacaaa")]
    public void Other_names_are_no_NetBios_names(string text) =>
        Assert.Equal(-1, NetBiosName.Decode(Encoding.ASCII.GetBytes(text), new byte[15]));
}
