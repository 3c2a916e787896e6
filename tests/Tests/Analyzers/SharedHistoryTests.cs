using NetSensor.Analyzers.Beaconing;
using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Channels that have the same contacts share one history, and nobody can tell.</summary>
public sealed class SharedHistoryTests
{
    private static readonly Timestamp Start = Timestamp.FromUnix(1_700_000_000);
    private static readonly BeaconOptions Options = new() { CheckInsKept = 20 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_channel_has_the_contacts_that_it_has_when_nothing_is_shared(int seed)
    {
        var random = new Random(seed);
        var (together, apart) = (new Book(Options), new Book(Options));
        var mostShared = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var strays = random.Next(12) == 0; // few contacts part what goes together
            var keys = Keys(name: random.Next(6), address: strays ? random.Next(6) : null, skipsName: strays && random.Next(3) == 0);
            var checkIn = CheckIn.Of(Start + TimeSpan.FromSeconds(i * 7 - random.Next(20)), default, random.Next(1_000), random.Next(1_000));
            var contact = new Contact(FlowIdentities.Of("10.0.0.5", "203.0.113.9", 443, checkIn.Start)) { Name = "name" + random.Next(2) };
            if (random.Next(20) == 0) together.NextRound();
            together.AddToAll(keys, checkIn, contact);
            foreach (var key in keys) apart.Add(key, checkIn, contact);
            Assert.Equal(apart.Channels.Keys.Order(), together.Channels.Keys.Order());
            foreach (var (key, channel) in together.Channels) AssertSame(apart.Channels[key], channel);
            mostShared = Math.Max(mostShared, together.Channels.Values.Sum(channel => channel.Followers.Count));
        }
        Assert.True(mostShared > 0);
    }

    [Fact]
    public void Those_whose_leader_had_to_make_room_go_on_by_themselves()
    {
        var book = new Book(new BeaconOptions { Candidates = 3 });
        for (var i = 0; i < 6; i++) book.Call(Keys(name: 1), i);
        var (leader, domain, address) = (book.Channels[Keys(name: 1)[0].Hash], book.Channels[Keys(name: 1)[1].Hash], book.Channels[Keys(name: 1)[2].Hash]);
        Assert.Equal([domain, address], leader.Followers);
        for (var i = 0; i < 4; i++) book.Call([Key(ChannelKind.Inside, 77)], i); // room for it is made by what was touched longest ago
        for (var i = 6; i < 9; i++) book.Call(Keys(name: 1), i);
        Assert.Equal((6, 9, 9), (leader.Total, domain.Total, address.Total));
        Assert.Empty(leader.Followers);
    }

    [Fact]
    public void A_leader_whose_first_contacts_had_to_make_room_adds_nothing_to_who_once_followed()
    {
        var book = new Book(new BeaconOptions { Channels = 1 });
        for (var i = 0; i < 6; i++) book.Call(Keys(name: 1), i);
        var (leader, address) = (book.Channels[Keys(name: 1)[0].Hash], book.Channels[Keys(name: 1)[2].Hash]);
        for (var other = 100; other < 4_100; other++)
            for (var i = 0; i < 4; i++) book.Call([Key(ChannelKind.Inside, other)], i);
        for (var i = 6; i < 14; i++) book.Call(Keys(name: 1, address: 5), i);
        Assert.InRange(leader.Total, 7, 13); // some of them were first contacts anew
        Assert.Equal(6, address.Total);
    }

    [Fact]
    public void Who_parts_in_a_round_in_which_it_had_contacts_is_judged_in_that_round()
    {
        var book = new Book(new BeaconOptions { MinimumCheckIns = 10 });
        for (var i = 0; i < 12; i++) book.Call(Keys(name: 1), i);
        Assert.DoesNotContain(book.NextRound(), channel => channel.Key.Kind == ChannelKind.Endpoint); // who follows is not judged
        book.Call(Keys(name: 1), 12);
        book.Call(Keys(name: 1, address: 5), 13);
        Assert.Contains(book.NextRound(), channel => channel.Key == Keys(name: 1)[2] && channel.Total == 13);
        book.Call(Keys(name: 1, address: 5), 14);
        Assert.DoesNotContain(book.NextRound(), channel => channel.Key == Keys(name: 1)[2]);
    }

    private static void AssertSame(Candidate expected, Candidate actual)
    {
        Assert.Equal((expected.Total, expected.First, expected.Latest), (actual.Total, actual.First, actual.Latest));
        Assert.True(expected.CheckIns.SequenceEqual(actual.CheckIns));
        Assert.Equal(expected.Flows, actual.Flows);
        var now = Start + TimeSpan.FromHours(6);
        Assert.Equal(expected.BusyBars(now), actual.BusyBars(now));
    }

    /// <summary>Name, domain and address of a host, as one contact shows them.</summary>
    private static ChannelKey[] Keys(int name, int? address = null, bool skipsName = false)
    {
        ChannelKey[] keys = [Key(ChannelKind.Name, name), Key(ChannelKind.Domain, name / 2), Key(ChannelKind.Endpoint, address ?? name)];
        return skipsName ? keys[2..] : keys;
    }

    private static ChannelKey Key(ChannelKind kind, int target) => ChannelKey.Of(kind, StableHash.Mix(5), StableHash.Mix((ulong)target));

    /// <summary>A book of channels that remembers them all.</summary>
    private sealed class Book(BeaconOptions options)
    {
        private readonly ChannelBook _book = new(options);

        public Dictionary<ulong, Candidate> Channels { get; } = [];

        public List<Candidate> NextRound() => _book.TakeTouched();

        public void Call(ChannelKey[] keys, int minute)
        {
            var checkIn = CheckIn.Of(Start + TimeSpan.FromMinutes(minute), default, 100, 100);
            AddToAll(keys, checkIn, new Contact(FlowIdentities.Of("10.0.0.5", "203.0.113.9", 443, checkIn.Start)));
        }

        public void AddToAll(ChannelKey[] keys, CheckIn checkIn, Contact contact)
        {
            var best = Add(keys[0], checkIn, contact, keys);
            if (keys.Length == 1) best?.Follow(null);
            foreach (var key in keys[1..])
                if (best is null || !_book.TryNoteFollower(best, key)) Add(key, checkIn, contact)?.Follow(best);
        }

        public Candidate? Add(ChannelKey key, CheckIn checkIn, Contact contact, params ChannelKey[] reached)
        {
            var candidate = _book.Add(key, checkIn, contact, reached, out _);
            if (candidate is not null) Channels[key.Hash] = candidate;
            return candidate;
        }
    }
}
