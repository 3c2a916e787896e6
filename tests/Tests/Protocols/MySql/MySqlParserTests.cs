using System.Text;
using NetSensor.Events;
using NetSensor.Protocols.MySql;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.MySql;

public sealed class MySqlParserTests
{
    // capabilities 0x0000a685: protocol 4.1, no CLIENT_DEPRECATE_EOF; user bob, no password
    private static readonly byte[] Login = Packet(1, [0x85, 0xa6, 0, 0, 0, 0, 0, 1, 45, .. new byte[23], .. "bob\0"u8, 0]);

    private static byte[] Packet(byte sequence, params byte[] payload) => [(byte)payload.Length, 0, 0, sequence, .. payload];

    private static byte[] Command(byte code, string argument) => Packet(0, [code, .. Encoding.ASCII.GetBytes(argument)]);

    internal static FuzzSeed Session => new(
    [
        (Direction.FromResponder, Samples.MySqlGreeting),
        (Direction.FromOriginator, Login),
        (Direction.FromResponder, Packet(2, [0xfe, .. "other_plugin\0"u8])),                                   // switch the method
        (Direction.FromOriginator, Packet(3, 1, 2, 3, 4)),
        (Direction.FromResponder, Packet(4, 0, 0, 0, 2, 0, 0, 0)),                                           // OK
        (Direction.FromOriginator, Command(3, "select name from t")),
        (Direction.FromResponder, [.. Packet(1, 1), .. Packet(2, [3, .. "def"u8]), .. Packet(3, 0xfe, 0, 0, 2, 0), .. Packet(4, 1, (byte)'x'), .. Packet(5, 0xfe, 0, 0, 2, 0)]),
        (Direction.FromOriginator, Command(3, "delete from t")),
        (Direction.FromResponder, Packet(1, 0, 0xfc, 0x2c, 1, 0, 2, 0, 0, 0)),                               // 300 rows
        (Direction.FromOriginator, Command(2, "nowhere")),
        (Direction.FromResponder, Packet(1, [0xff, 0x19, 4, .. "#42000Unknown database 'nowhere'"u8])),
        (Direction.FromOriginator, Command(25, "\u0001")),                                                   // close a statement: never answered
        (Direction.FromOriginator, Command(1, "")),
    ]);

    [Fact]
    public void Login_and_commands_are_told_with_what_became_of_them()
    {
        var told = Heard.Events<MySqlCommandEvent>(Transport.Tcp, 3306, Session);
        Assert.Equal(
        [
            ("login", "bob", true, 0L, null), ("query", "select name from t", true, 0L, null), ("query", "delete from t", true, 300L, null),
            ("init_db", "nowhere", false, null, "Unknown database 'nowhere'"), ("stmt_close", "\\x01", null, null, null), ("quit", "", null, null, null),
        ], told.Select(c => (c.Command, c.Argument, c.Success, c.Rows, c.Response)));
        Assert.Equal("8.0.30", told[0].ServerVersion);
    }

    [Fact]
    public void A_refused_login_says_why()
    {
        var told = Assert.Single(Heard.Events<MySqlCommandEvent>(Transport.Tcp, 4711, new FuzzSeed([.. Session.Turns.Take(2), (Direction.FromResponder, Packet(2, [0xff, 0x15, 4, .. "#28000Access denied"u8]))])));
        Assert.Equal((false, "Access denied"), (told.Success ?? true, told.Response));
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, (byte)'q' }, "q")]
    [InlineData(new byte[] { 1, 1, 0, 1, 0xfe, 0, 1, (byte)'n', 2, (byte)'v', (byte)'v', (byte)'q' }, "q")]  // one text named n
    [InlineData(new byte[] { 9, 1, 0 }, "")]
    public void Attributes_in_front_of_a_statement_are_passed_over(byte[] argument, string statement) =>
        Assert.Equal(statement, Encoding.ASCII.GetString(MySqlCommand.Statement(argument)));

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<MySqlCommandEvent>(Transport.Tcp, 3306, Session);
}
