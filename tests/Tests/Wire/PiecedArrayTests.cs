using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class PiecedArrayTests
{
    private const int LargeObject = 85_000; // bytes from which the collector takes an array for one

    [Fact]
    public void What_is_in_it_stays_where_it_is_while_it_grows()
    {
        var array = new PiecedArray<long>();
        for (var place = 0; place < 100_000; place++)
        {
            array.GrowTo(place + 1);
            array[place] = place;
        }
        for (var place = 0; place < 100_000; place++) Assert.Equal(place, array[place]);
        Assert.InRange(array.Length, 100_000, 100_000 + LargeObject / sizeof(long));
    }

    [Fact]
    public void To_grow_by_a_piece_makes_no_large_object()
    {
        var array = new PiecedArray<(long, long, long, long, long)>();
        array.GrowTo(10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        array.GrowTo(array.Length + 1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, LargeObject - 1);
    }

    [Fact]
    public void What_is_asked_for_at_once_is_there()
    {
        var array = new PiecedArray<int>();
        array.GrowTo(1 << 18);
        array[(1 << 18) - 1] = 7;
        Assert.Equal((1 << 18, 7), (array.Length, array[(1 << 18) - 1]));
    }
}
