using NetSensor.Analyzers.LongConnections;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class LongConnectionDetectorTests
{
    private static readonly Timestamp Morning = Timestamp.FromUnix(1_790_000_000);

    private readonly Found _found = [];
    private readonly LongConnectionDetector _detector = new(new LongConnectionOptions(), HomeNetworks.Inside);

    [Fact]
    public void A_connection_to_a_bare_address_that_stays_open_all_day_is_told_while_it_is_open()
    {
        Others(5);
        for (var hour = 1; hour <= 12; hour++) Connect("10.0.0.5", "192.31.196.9", 4444, TimeSpan.Zero, TimeSpan.FromHours(hour), interim: true);
        Assert.Equal("10.0.0.5 stays connected with 192.31.196.9:4444", _found[0].Title);
        Assert.Equal(3600, _found[0].Evidence.Single(number => number.Name == "longest").Value);
        Assert.Equal([Severity.Low, Severity.Medium], _found.Select(finding => finding.Severity).Distinct().Order());
        Assert.Equal(1, _found.Number("connections"));
        Assert.Equal(4 * 3600, _found.Number("open_last_day"), 1.0); // told when it became worse
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
        Assert.Equal(["T1095"], _found[^1].Techniques.Select(technique => technique.Id));
        Assert.Equal(_found[^1].Risk, _found[^1].RiskParts.Sum(part => part.Points));
    }

    [Fact]
    public void Connections_that_follow_each_other_are_one_long_one()
    {
        Others(5);
        for (var i = 0; i < 60; i++) Connect("10.0.0.5", "192.31.196.9", 8080, TimeSpan.FromMinutes(10 * i), TimeSpan.FromMinutes(9.5));
        Assert.True(_found.Number("open_last_day") >= 3600);
        Assert.Equal(Severity.Low, _found[0].Severity);
    }

    [Fact]
    public void Connections_at_the_same_time_do_not_make_a_day_longer()
    {
        var use = new HourlyUse();
        for (var i = 0; i < 5; i++) use.AddOpen(Morning, Morning + TimeSpan.FromHours(3));
        Assert.InRange(use.Open.TotalHours, 3, 4); // the first and last hour are parts, which may lie side by side
        use.AddOpen(Morning + TimeSpan.FromHours(40), Morning + TimeSpan.FromHours(41));
        Assert.Equal(1, use.Open.TotalHours, 0.01);
    }

    [Theory]
    [InlineData("1-courier.push.apple.com", 5223)]
    [InlineData("mtalk.google.com", 5228)]
    [InlineData("edge-chat.whatsapp.net", 443)]
    public void Push_and_chat_stay_open_by_design(string name, int port)
    {
        Others(5);
        Connect("10.0.0.5", "192.31.196.9", (ushort)port, TimeSpan.Zero, TimeSpan.FromHours(20), name: name);
        Assert.Empty(_found);
    }

    [Fact]
    public void Inside_servers_and_what_nobody_answers_are_left_alone()
    {
        Connect("10.0.0.5", "10.0.0.9", 445, TimeSpan.Zero, TimeSpan.FromHours(20));
        Connect("192.31.196.1", "10.0.0.9", 443, TimeSpan.Zero, TimeSpan.FromHours(20));
        Connect("10.0.0.5", "192.31.196.9", 4444, TimeSpan.Zero, TimeSpan.FromHours(20), answered: false);
        Assert.Empty(_found);
    }

    [Fact]
    public void An_administrator_with_an_open_shell_is_hardly_worth_a_word()
    {
        Others(5);
        Connect("10.0.0.5", "192.31.196.9", 22, TimeSpan.Zero, TimeSpan.FromHours(9), name: "git.example.com", service: "ssh");
        Assert.DoesNotContain(_found, finding => finding.Severity > Severity.Low);
    }

    [Fact]
    public void What_half_the_office_stays_connected_with_is_no_news()
    {
        Others(5);
        for (var host = 1; host <= 12; host++) Connect($"10.0.0.{host}", $"192.31.196.{host % 3}", 443, TimeSpan.Zero, TimeSpan.FromHours(2), name: "wss.chat.example", service: "ssl");
        for (var host = 1; host <= 12; host++) Connect($"10.0.0.{host}", $"192.31.196.{host % 3}", 443, TimeSpan.FromHours(3), TimeSpan.FromHours(13), name: "wss.chat.example", service: "ssl");
        Assert.Empty(_found);
        Connect("10.0.0.5", "192.31.196.9", 443, TimeSpan.Zero, TimeSpan.FromHours(9), name: "live.socket.example", service: "ssl");
        Assert.Equal("10.0.0.5 stays connected with live.socket.example:443", Assert.Single(_found).Title);
    }

    [Fact]
    public void A_connection_that_was_there_before_us_hides_its_name_until_others_tell_it()
    {
        Others(5);
        for (var host = 1; host <= 12; host++) Connect($"10.0.0.{host}", "192.31.196.7", 443, TimeSpan.Zero, TimeSpan.FromHours(2), name: "wss.chat.example", service: "ssl");
        Connect("10.0.0.20", "192.31.196.7", 443, TimeSpan.Zero, TimeSpan.FromHours(9), joined: true);
        Assert.Empty(_found);
        Connect("10.0.0.20", "192.31.196.200", 443, TimeSpan.Zero, TimeSpan.FromHours(9), joined: true);
        Assert.DoesNotContain(Assert.Single(_found).RiskParts, part => part.Name is "no name" or "unknown protocol");
    }

    [Fact]
    public void A_strobe_is_told_by_its_number()
    {
        var detector = new LongConnectionDetector(new LongConnectionOptions { StrobeConnections = 5_000 }, HomeNetworks.Inside);
        for (var i = 0; i < 6_000; i++) Connect("10.0.0.5", "192.31.196.9", 443, TimeSpan.FromSeconds(i), TimeSpan.FromMilliseconds(300), detector: detector, name: "a.example");
        Assert.Equal("10.0.0.5 connects without end to a.example:443", Assert.Single(_found).Title);
        Assert.InRange(_found.Number("connections_last_day"), 4_900, 5_000);
    }

    [Fact]
    public void What_came_back_after_a_restart_does_not_look_older_by_it()
    {
        Others(5);
        Connect("10.0.0.5", "192.31.196.9", 443, TimeSpan.Zero, TimeSpan.FromHours(2), name: "stays.example");
        var memory = new KeptMemory();
        _detector.Save(memory);
        var restarted = new LongConnectionDetector(new LongConnectionOptions(), HomeNetworks.Inside);
        memory.TellTo(restarted);
        restarted.Save(memory);
        Assert.True(memory.Oldest >= Morning, $"{memory.Oldest}: what is so old is forgotten");
    }

    private void Others(int count)
    {
        for (var i = 0; i < count; i++) Connect($"10.0.1.{i}", "192.31.196.80", 443, TimeSpan.Zero, TimeSpan.FromSeconds(2), name: "www.example");
    }

    private void Connect(string from, string to, ushort port, TimeSpan begin, TimeSpan lasted, bool interim = false, string? name = null, string? service = null,
        bool answered = true, LongConnectionDetector? detector = null, bool joined = false)
    {
        var told = new FlowEvent
        {
            ConnectionState = "SF",
            History = "ShADadFf",
            IsInterim = interim,
            Duration = lasted,
            Service = service,
            OriginatorBytes = 1_000,
            ResponderBytes = 5_000,
            OriginatorPackets = 10,
            ResponderPackets = answered ? 10 : 0,
            DestinationName = name,
            DirectionConfidence = joined ? 0.5 : 1,
        };
        told.Stamp(Morning + begin + lasted, FlowIdentities.Of(from, to, port, Morning + begin), 0);
        (detector ?? _detector).OnEvent(told, _found);
    }
}
