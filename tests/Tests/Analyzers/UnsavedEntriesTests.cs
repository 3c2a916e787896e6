using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Changed entries are told once, as long as there is room, and the rest the next time.</summary>
public sealed class UnsavedEntriesTests
{
    private const int Many = 40_000; // more than are listed

    private readonly List<Entry> _table = [];

    [Theory]
    [InlineData(10)]
    [InlineData(Many)]
    public void Each_is_told_once_however_often_the_memory_is_full(int entries)
    {
        var unsaved = new UnsavedEntries<Entry>(() => _table);
        for (var number = 0; number < entries; number++) Change(unsaved, number);
        var told = new List<int>();
        while (told.Count < entries)
        {
            var before = told.Count;
            unsaved.TellTo(new Narrow(room: entries / 3 + 1), entry => told.Add(entry.Number));
            Assert.InRange(told.Count - before, 1, entries / 3 + 1);
        }
        unsaved.TellTo(new Narrow(room: entries), entry => told.Add(entry.Number));
        Assert.Equal(Enumerable.Range(0, entries), told.Order());
    }

    [Fact]
    public void What_can_wait_is_told_at_the_end()
    {
        var unsaved = new UnsavedEntries<Entry>(() => _table) { CanWait = entry => entry.Number % 2 == 0 };
        for (var number = 0; number < Many; number++) Change(unsaved, number);
        var told = new List<int>();
        unsaved.TellTo(new Narrow(Many), entry => told.Add(entry.Number));
        Assert.Equal(Many / 2, told.Count);
        unsaved.TellTo(new Narrow(Many) { IsLast = true }, entry => told.Add(entry.Number));
        Assert.Equal(Many, told.Distinct().Count());
    }

    [Fact]
    public void What_made_room_in_its_table_is_not_held_on_to_when_there_is_more_than_is_listed()
    {
        var unsaved = new UnsavedEntries<Entry>(() => _table);
        for (var number = 0; number < Many; number++) Change(unsaved, number);
        _table.RemoveRange(0, Many - 5);
        var told = 0;
        unsaved.TellTo(new Narrow(Many), _ => told++);
        Assert.Equal(5, told);
    }

    private void Change(UnsavedEntries<Entry> unsaved, int number)
    {
        _table.Add(new Entry(number));
        unsaved.Add(_table[^1]);
    }

    private sealed class Entry(int number) : IKept
    {
        public int Number => number;
        public bool IsUnsaved { get; set; }
        public Timestamp Last => default;
    }

    /// <summary>A memory that has room for so many.</summary>
    private sealed class Narrow(int room) : IMemory
    {
        private int _asked;

        public bool IsLast { get; init; }
        bool IMemory.HasRoom => _asked++ < room;

        public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed)
        {
        }

        public void Forget(string key)
        {
        }
    }
}
