using System.Runtime.CompilerServices;
using NetSensor.Analyzers.Common;

namespace NetSensor.Tests.Analyzers;

public sealed class CompactTableTests
{
    private const int Keys = 20_000;

    private struct Valued : ICompactEntry
    {
        public long Worth { get; set; }
    }

    [Fact]
    public void What_was_put_in_is_found_while_the_table_grows()
    {
        var table = new CompactTable<Valued>(1 << 20);
        var keys = Drawn(Keys, seed: 7);
        for (var i = 0; i < Keys; i++) table.GetOrAdd(keys[i], out _).Worth = i;
        Assert.Equal(Keys, table.Count + table.Evictions);
        Assert.InRange(table.Evictions, 0, Keys / 100); // a set of eight may be full before the table is
        var found = Enumerable.Range(0, Keys).Where(i => !Unsafe.IsNullRef(ref table.Find(keys[i]))).ToArray();
        Assert.Equal(table.Count, found.Length);
        foreach (var i in found)
        {
            Assert.Equal(i, table.GetOrAdd(keys[i], out var isNew).Worth);
            Assert.False(isNew);
        }
        Assert.All(Drawn(Keys, seed: 8), key => Assert.True(Unsafe.IsNullRef(ref table.Find(key))));
    }

    [Fact]
    public void A_walk_over_its_places_meets_each_entry_once()
    {
        var table = new CompactTable<Valued>(1 << 20);
        for (var key = 1UL; key <= Keys; key++) table.GetOrAdd(key, out _).Worth = (long)key;
        var met = new HashSet<ulong>();
        for (var place = 0; place < table.Places; place++)
        {
            ref readonly var entry = ref table.At(place, out var key);
            if (key == 0) continue;
            Assert.Equal((long)key, entry.Worth);
            Assert.True(met.Add(key));
        }
        Assert.Equal(Keys, met.Count);
    }

    [Fact]
    public void Where_there_is_no_room_the_entry_of_least_worth_gives_way()
    {
        var table = new CompactTable<Valued>(1); // 1,024 places, the fewest
        for (var key = 1UL; key <= Keys; key++) table.GetOrAdd(key, out _).Worth = key <= 100 ? long.MaxValue : (long)key;
        Assert.Equal(Keys, table.Count + table.Evictions);
        Assert.InRange(table.Count, 1000, 1024);
        for (var key = 1UL; key <= 100; key++) Assert.Equal(long.MaxValue, table.Find(key).Worth);
        Assert.True(Unsafe.IsNullRef(ref table.Find(101)));
    }

    [Fact]
    public void Who_takes_the_room_of_another_begins_anew()
    {
        var table = new CompactTable<Valued>(1);
        for (var key = 1UL; key <= Keys; key++)
        {
            ref var entry = ref table.GetOrAdd(key, out var isNew);
            Assert.True(isNew);
            Assert.Equal(0, entry.Worth);
            entry.Worth = (long)key;
        }
    }

    [Fact]
    public void Zero_is_a_key_like_others()
    {
        var table = new CompactTable<Valued>(16);
        Assert.True(Unsafe.IsNullRef(ref table.Find(0)));
        table.GetOrAdd(0, out _).Worth = 3;
        Assert.Equal(3, table.Find(0).Worth);
    }

    private static ulong[] Drawn(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64())];
    }
}
