using NetSensor.Protocols.Asn1;

namespace NetSensor.Tests.Protocols.Asn1;

public sealed class DerReaderTests
{
    [Theory]
    [InlineData(new byte[] { 0x30, 0x80, 0x00, 0x00 })]              // indefinite length
    [InlineData(new byte[] { 0x30, 0x85, 0, 0, 0, 0, 1, 0 })]        // more length bytes than a message can need
    [InlineData(new byte[] { 0x30, 0x84, 0xff, 0xff, 0xff, 0xff })]  // two's complement would make it negative
    [InlineData(new byte[] { 0x30, 0x05, 1, 2 })]                    // longer than what is there
    [InlineData(new byte[] { 0x30 })]
    public void Lengths_that_do_not_fit_are_refused(byte[] bytes)
    {
        Assert.False(new DerReader(bytes).TryRead(out _, out _));
    }

    [Fact]
    public void Lengths_may_take_four_bytes_as_Windows_writes_them()
    {
        var reader = new DerReader([0x04, 0x84, 0, 0, 0, 1, 7]);
        Assert.True(reader.TryRead(DerTag.OctetString, out var content));
        Assert.Equal([7], content.ToArray());
    }

    [Fact]
    public void An_element_that_is_cut_can_be_entered_but_not_read()
    {
        byte[] bytes = [0x30, 9, 0x02, 1, 5];           // claims nine bytes, three present
        Assert.False(new DerReader(bytes).TryRead(DerTag.Sequence, out _));
        var reader = new DerReader(bytes);
        Assert.True(reader.TryEnter(DerTag.Sequence, out var inside));
        Assert.True(inside.TryReadInteger(out var five));
        Assert.Equal(5, five);
        Assert.True(reader.AtEnd);
    }

    [Fact]
    public void Fields_tell_their_number_and_their_content()
    {
        var reader = new DerReader([0xa2, 3, 0x02, 1, 0x80, 0x30, 0]);
        Assert.True(reader.TryEnterField(out var number, out var field));
        Assert.Equal(2, number);
        Assert.True(field.TryReadInteger(out var value));
        Assert.Equal(-128, value);                      // integers have a sign
        Assert.False(reader.TryEnterField(out _, out _)); // a sequence is no field
    }
}
