using System.Text;
using NetSensor.Events;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Flows.Payload;

/// <summary>The payload side finds the protocol and feeds its parser, whatever way the bytes come.</summary>
public sealed class FlowPayloadTests
{
    private readonly List<string> _told = [];
    private readonly RecordingFlow _flow = new();
    private readonly PayloadPool _pool;
    private readonly FlowPayload _payload;

    public FlowPayloadTests()
    {
        _pool = new PayloadPool(
        [
            LineProtocol.Descriptor(_told, "a", "A"),
            LineProtocol.Descriptor(_told, "long", "ALONG"),
            LineProtocol.Descriptor(_told, "a2", "A"),
            LineProtocol.Descriptor(_told, "b", "B"),
            LineProtocol.Descriptor(_told, "on443", "", 443),
        ]);
        _payload = _pool.Rent();
    }

    private void Client(string text) => _payload.Deliver(Direction.FromOriginator, Encoding.ASCII.GetBytes(text), _flow);
    private void Server(string text) => _payload.Deliver(Direction.FromResponder, Encoding.ASCII.GetBytes(text), _flow);

    private static PayloadPool Pool(params ProtocolDescriptor[] protocols) => new(protocols);

    [Fact]
    public void A_protocol_on_its_likely_port_is_asked_first()
    {
        Client("A1\n");
        Assert.Equal(["on443 > A1"], _told);
    }

    [Fact]
    public void Bytes_that_are_left_come_again_with_more_behind_them()
    {
        Client("x");
        Client("y\nz");
        Client("\n");
        Assert.Equal(["on443 > xy", "on443 > z"], _told);
    }

    [Fact]
    public void Skipped_bytes_are_not_shown_and_a_gap_among_them_is_none()
    {
        Client("skip 10\n123");
        _payload.Gap(Direction.FromOriginator, 5, _flow);
        Client("90next\n");
        Assert.Equal(["on443 > skip 10", "on443 > next"], _told);
    }

    [Fact]
    public void A_gap_that_is_larger_than_the_skip_is_told_with_the_rest()
    {
        Client("skip 10\n123");
        _payload.Gap(Direction.FromOriginator, 9, _flow);
        Client("next\n");
        Assert.Equal(["on443 > skip 10", "on443 gap 2", "on443 > next"], _told);
    }

    [Fact]
    public void A_gap_counts_from_the_last_consumed_byte()
    {
        Client("one\nhalf");
        _payload.Gap(Direction.FromOriginator, 100, _flow);
        Client("two\n");
        Assert.Equal(["on443 > one", "on443 gap 104", "on443 > two"], _told);
    }

    [Fact]
    public void Skipping_for_good_makes_a_direction_deaf()
    {
        Client($"skip {long.MaxValue - 100}\n");
        Client("x");
        Assert.True(_payload.Wants(Direction.FromOriginator));
        var forGood = _pool.Rent();
        forGood.Deliver(Direction.FromOriginator, Encoding.ASCII.GetBytes($"skip {long.MaxValue - 19}\nx\nskip {long.MaxValue - 19}\nabc"), _flow);
        Assert.True(forGood.Wants(Direction.FromResponder));
    }

    [Fact]
    public void Done_closes_the_parser_once_and_nobody_wants_more()
    {
        Client("done\nmore\n");
        Server("more\n");
        _payload.Close(_flow);
        Assert.Equal(["on443 > done", "on443 close"], _told);
        Assert.True(_payload.IsDeaf);
        Assert.False(_payload.Wants(Direction.FromResponder));
    }

    [Fact]
    public void A_violation_drops_the_parser_and_tells_a_weird()
    {
        Client("bad\nmore\n");
        _payload.Close(_flow);
        Assert.Equal(["on443 > bad", "on443 close"], _told);
        Assert.Equal(["protocol_violation"], _flow.Weirds);
        Assert.Equal(1, _pool.Counters.Violations);
    }

    [Fact]
    public void When_it_is_not_this_others_try_from_the_first_byte()
    {
        Client("A");
        Client("B\n");
        Client("not\n");
        Assert.Equal(["on443 > AB", "on443 > not", "a > AB", "a > not", "a2 > AB", "a2 > not"], _told);
        Assert.Equal(3, _pool.Counters.WrongGuesses);
    }

    [Fact]
    public void First_bytes_of_both_sides_are_told_again_in_the_order_in_which_they_came()
    {
        var pool = Pool(LineProtocol.Descriptor(_told, "a", "ABC"));
        var payload = pool.Rent();
        payload.Deliver(Direction.FromResponder, "+1\n"u8, _flow);
        payload.Deliver(Direction.FromOriginator, "A"u8, _flow);
        payload.Deliver(Direction.FromResponder, "+2\n"u8, _flow);
        payload.Deliver(Direction.FromOriginator, "BC\n"u8, _flow);
        Assert.Equal(["a < +1", "a < +2", "a > ABC"], _told);
    }

    [Fact]
    public void An_upgrade_hands_what_follows_in_both_directions_to_a_fresh_probe()
    {
        Server("hello\nB-partial");
        Client("up\nB-from-client\n");
        Server("-line\n");
        _payload.Close(_flow);
        Assert.Equal(["on443 < hello", "on443 > up", "on443 close", "b > B-from-client", "b < B-partial-line", "b close"], _told);
    }

    [Fact]
    public void Upgrades_are_followed_a_few_times_only()
    {
        for (var i = 0; i < PayloadLimits.Upgrades + 3; i++) Client("Aup\nup\n");
        Assert.Equal(PayloadLimits.Upgrades, _pool.Counters.Upgrades);
        Assert.Equal(1, _pool.Counters.UpgradeLimitHits);
        Assert.True(_payload.IsDeaf);
    }

    [Fact]
    public void A_parser_that_waits_for_more_than_is_kept_is_told_a_gap()
    {
        var endless = new string('x', 10_000);
        for (var sent = 0; sent <= PayloadLimits.BufferedBytes; sent += endless.Length) Client(endless);
        Client("y\n");
        Assert.Equal($"on443 gap {PayloadLimits.BufferedBytes}", _told[0]);
        Assert.Equal(1, _pool.Counters.BufferLimitHits);
        Assert.InRange(_pool.BufferedBytes, 0, PayloadLimits.BufferedBytes);
    }

    [Fact]
    public void A_stream_that_all_probes_turn_down_is_left_alone()
    {
        var pool = Pool(LineProtocol.Descriptor(_told, "a", "A"));
        var payload = pool.Rent();
        payload.Deliver(Direction.FromOriginator, "zzz"u8, _flow);
        Assert.True(payload.IsDeaf);
        Assert.Equal(1, pool.Counters.Unrecognised);
        Assert.Equal(0, pool.BufferedBytes);
    }

    [Fact]
    public void Probes_that_never_decide_are_given_up()
    {
        var pool = Pool(LineProtocol.Descriptor(_told, "a", "A"));
        var byBytes = pool.Rent();
        for (var i = 0; i < 300; i++) byBytes.Deliver(Direction.FromOriginator, "+0123456789"u8, _flow);
        var byTurns = pool.Rent();
        for (var i = 0; i < 300; i++) byTurns.Deliver((Direction)(i & 1), "+"u8, _flow);
        Assert.True(byBytes.IsDeaf && byTurns.IsDeaf);
        Assert.Equal(2, pool.Counters.ProbeLimitHits);
        Assert.Equal(0, pool.BufferedBytes);
    }

    [Fact]
    public void A_gap_in_front_of_the_first_bytes_is_told_to_the_parser_that_is_found()
    {
        Server("");
        _payload.Gap(Direction.FromResponder, 7, _flow);
        Client("x\n");
        Server("y\n");
        Assert.Equal(["on443 gap 7", "on443 > x", "on443 < y"], _told);
    }

    [Fact]
    public void An_end_of_stream_is_told_once_and_also_to_a_parser_that_comes_later()
    {
        var pool = Pool(LineProtocol.Descriptor(_told, "a", "AB"));
        var payload = pool.Rent();
        payload.Deliver(Direction.FromResponder, "+\n"u8, _flow);
        payload.EndOfStream(Direction.FromResponder, _flow);
        payload.EndOfStream(Direction.FromResponder, _flow);
        payload.Deliver(Direction.FromOriginator, "AB\n"u8, _flow);
        payload.Close(_flow);
        Assert.Equal(["a < +", "a > AB", "a end", "a close"], _told);
    }

    [Fact]
    public void A_returned_payload_remembers_nothing()
    {
        Client("one\nhalf");
        _payload.Close(_flow);
        _pool.Return(_payload);
        _told.Clear();
        var again = _pool.Rent();
        Assert.Same(_payload, again);
        Server("B1\n");
        Assert.Equal(["on443 < B1"], _told);
        Assert.InRange(_pool.BufferedBytes, 1, PayloadLimits.FirstBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_split_of_a_stream_tells_the_same(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var script = Script(random);
            var whole = Run(script, _ => int.MaxValue);
            var split = Run(script, left => random.Next(1, Math.Min(left, 40) + 1));
            Assert.Equal(whole, split);
        }
    }

    private static List<(Direction Direction, string Text)> Script(Random random)
    {
        string[] lines = ["one\n", "two two\n", "skip 3\nxyz", "skip 0\n", "up\n", "A\n", "B\n", "ALONG line\n", "skip 300\n" + new string('s', 300)];
        var script = new List<(Direction, string)>();
        for (var turns = random.Next(1, 12); turns > 0; turns--)
        {
            var text = script.Count == 0 && random.Next(2) == 0 ? "A\nnot\n" : "A";
            for (var count = random.Next(1, 4); count > 0; count--) text += lines[random.Next(lines.Length)];
            script.Add(((Direction)random.Next(2), text));
        }
        return script;
    }

    private List<string> Run(List<(Direction Direction, string Text)> script, Func<int, int> pieceOf)
    {
        _told.Clear();
        var payload = _pool.Rent();
        foreach (var (direction, text) in script)
        {
            var bytes = Encoding.ASCII.GetBytes(text).AsSpan();
            while (bytes.Length > 0)
            {
                var piece = Math.Min(bytes.Length, pieceOf(bytes.Length));
                payload.Deliver(direction, bytes[..piece], _flow);
                bytes = bytes[piece..];
            }
        }
        payload.Close(_flow);
        _pool.Return(payload);
        return [.. _told];
    }
}
