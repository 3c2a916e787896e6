using NetSensor.Analyzers.Beaconing;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>What the beacon detector keeps: over a restart, and among ten million channels.</summary>
public sealed class BeaconMemoryTests
{
    private static readonly Timestamp Start = Timestamp.FromUnix(1_700_000_000);

    [Fact]
    public void A_beacon_that_was_seen_before_the_restart_is_found_as_if_there_had_been_none()
    {
        var (whole, first, second) = (new Listener(), new Listener(), new Listener());
        for (var i = 0; i < 16; i++) whole.Call("10.0.0.5", i * 3_600);
        for (var i = 0; i < 8; i++) first.Call("10.0.0.5", i * 3_600);
        var kept = first.Save();
        foreach (var (key, value) in kept) second.Detector.Recall(key, value);
        for (var i = 8; i < 16; i++) second.Call("10.0.0.5", i * 3_600);
        Assert.Empty(first.Found);
        Assert.Equal(Assert.Single(whole.Found), Assert.Single(second.Found), (a, b) => (a.Id, a.Reason, a.FirstSeen, a.Time) == (b.Id, b.Reason, b.FirstSeen, b.Time));
    }

    [Fact]
    public void What_was_told_before_the_restart_is_not_told_again_at_once()
    {
        var (first, second) = (new Listener(), new Listener());
        for (var i = 0; i < 20; i++) first.Call("10.0.0.5", i * 60);
        var told = first.Found.Count;
        Assert.InRange(told, 1, 2);
        foreach (var (key, value) in first.Save()) second.Detector.Recall(key, value);
        for (var i = 20; i < 22; i++) second.Call("10.0.0.5", i * 60);
        Assert.Empty(second.Found);
        for (var i = 22; i < 60; i++) second.Call("10.0.0.5", i * 60);
        Assert.Equal(first.Found[0].Id, second.Found[0].Id);
        Assert.True(second.Found[0].Count > told);
    }

    [Fact]
    public void What_was_kept_before_it_was_noted_whom_each_check_in_was_with_is_taken_back()
    {
        var (first, second) = (new Listener(), new Listener());
        for (var i = 0; i < 8; i++) first.Call("10.0.0.5", i * 3_600);
        foreach (var (key, value) in first.Save())
            second.Detector.Recall(key, key.StartsWith("channel/", StringComparison.Ordinal) ? value.AsSpan(..^(8 * sizeof(uint))) : value);
        for (var i = 8; i < 16; i++) second.Call("10.0.0.5", i * 3_600);
        Assert.Equal(Start, Assert.Single(second.Found).FirstSeen);
    }

    [Fact]
    public void Whom_each_check_in_was_with_is_known_after_a_restart()
    {
        var (first, second) = (new Listener(), new Listener());
        for (var i = 0; i < 20; i++) first.Call("10.0.0.5", i * 60);
        foreach (var (key, value) in first.Save()) second.Detector.Recall(key, value);
        for (var i = 0; i < 20; i++) second.Detector.OnEvent(Flow("10.0.0.5", IpAddr.Parse("203.0.113.99"), i * 60, "other.example"), second); // the same moments, another place
        second.Detector.OnTick(Start + TimeSpan.FromSeconds(1_201), second);
        Assert.Contains("other.example", Assert.Single(second.Found).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void What_did_not_change_is_not_saved_again()
    {
        var listener = new Listener();
        for (var i = 0; i < 8; i++) listener.Call("10.0.0.5", i * 60);
        Assert.Equal(["channel", "channel", "host", "reach", "watch"], listener.Save().Keys.Select(key => key.Split('/')[0]).Order()); // the channels are those of the address and of the name
        Assert.Empty(listener.Save());
    }

    [Fact]
    public void The_first_contacts_of_a_channel_are_known_after_a_restart()
    {
        var (first, second) = (new Listener(), new Listener());
        for (var i = 0; i < 3; i++) first.Call("10.0.0.5", i * 60);
        foreach (var (key, value) in first.Save()) second.Detector.Recall(key, value);
        second.Call("10.0.0.5", 180);
        Assert.Equal((2, 2), (second.Detector.Size.Channels, second.Detector.Size.Candidates)); // the fourth contact makes a candidate
    }

    [Fact]
    public void First_contacts_are_written_anew_now_and_then_and_none_is_lost()
    {
        var (first, second) = (new Listener(), new Listener());
        for (var i = 0; i < 600; i++)
        {
            first.Detector.OnEvent(Flow("10.0.0.5", IpAddr.FromIPv4(0x2000_0000u + (uint)i), i, null), first);
            first.Add();
        }
        Assert.InRange(first.Kept.Keys.Count(key => key.StartsWith("opening/", StringComparison.Ordinal)), 1, 242); // two hours of half minutes, and all before in one
        foreach (var (key, value) in first.Kept.Reverse()) second.Detector.Recall(key, value);
        Assert.InRange(second.Detector.Size.Channels, 580, 600); // a set of the table that is full while the others are not forgets one
    }

    [Theory]
    [InlineData("channel/00000000000000ff", new byte[] { 1, 2, 3 })]
    [InlineData("channel/none", new byte[] { 1, 2, 3 })]
    [InlineData("opening/1", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData("reach/1", new byte[] { 1 })]
    [InlineData("no number", new byte[] { 1 })]
    [InlineData("watch", new byte[] { 1 })]
    public void A_value_of_somebody_else_is_refused(string key, byte[] value) =>
        Assert.Throws<FormatException>(() => new Listener().Detector.Recall(key, value));

    [Fact]
    public void Ten_million_channels_take_no_more_room_than_they_may_and_hide_no_beacon()
    {
        var listener = new Listener(new BeaconOptions { Channels = 200_000, Candidates = 1_000, Destinations = 50_000 });
        listener.Detector.OnEvent(Flow("10.0.0.5", IpAddr.Parse("203.0.113.1"), -3_600, null), listener); // the host is known for an hour before its beacon begins
        for (var i = 0; i < 2_000_000; i++) // ten million would only take five times as long: the tables are full after the first tenth
        {
            listener.Detector.OnEvent(Flow($"10.1.{i % 200}.9", IpAddr.FromIPv4(0x2000_0000u + (uint)i), i * 0.01, null), listener);
            if (i % 100_000 == 0) listener.Call("10.0.0.5", i * 0.01, tick: false);
        }
        listener.Detector.OnTick(Start + TimeSpan.FromHours(6), listener);
        var (channels, candidates, bytes) = listener.Detector.Size;
        Assert.InRange(channels, 100_000, 300_000);
        Assert.True(candidates <= 1_000);
        Assert.InRange(bytes / (double)channels, 80, 200);
        Assert.True(listener.Detector.Evictions > 1_000_000);
        Assert.Equal("10.0.0.5", Assert.Single(listener.Found).Source.ToString());
    }

    private static FlowEvent Flow(string source, IpAddr destination, double seconds, string? name)
    {
        var ended = new FlowEvent { ConnectionState = "SF", History = "ShADadfF", OriginatorBytes = 512, ResponderBytes = 2048, DestinationName = name };
        var start = Start + TimeSpan.FromSeconds(seconds);
        ended.Stamp(start, new FlowIdentity
        {
            Uid = "C", CommunityId = "1:x", Order = 1, Start = start, Originator = IpAddr.Parse(source), Responder = destination,
            OriginatorPort = 50_000, ResponderPort = 443, Transport = Transport.Tcp, Protocol = IpProtocol.Tcp,
        }, 0);
        return ended;
    }

    private sealed class Listener(BeaconOptions? options = null) : IDetectionSink, IMemory
    {
        private readonly Dictionary<string, byte[]> _kept = [];

        public BeaconDetector Detector { get; } = new(options ?? new BeaconOptions(), new DetectorContext());

        public List<Detection> Found { get; } = [];

        public void Report(Detection detection) => Found.Add(detection);

        public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed) => _kept[key] = value.ToArray();

        public void Forget(string key) => _kept.Remove(key);

        public IReadOnlyDictionary<string, byte[]> Kept => _kept;

        /// <summary>Keeps what changed beside what was kept.</summary>
        public void Add() => Detector.Save(this);

        public Dictionary<string, byte[]> Save()
        {
            _kept.Clear();
            Detector.Save(this);
            return new Dictionary<string, byte[]>(_kept);
        }

        public void Call(string source, double seconds, bool tick = true)
        {
            Detector.OnEvent(Flow(source, IpAddr.Parse("198.51.100.7"), seconds, "update.example"), this);
            if (tick) Detector.OnTick(Start + TimeSpan.FromSeconds(seconds + 1), this);
        }
    }
}
