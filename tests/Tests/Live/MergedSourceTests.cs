using System.Runtime.InteropServices;
using NetSensor.Capture;
using NetSensor.Capture.Live;
using NetSensor.Wire;

namespace NetSensor.Tests.Live;

/// <summary>Several interfaces read as one: in the order of time, and none waits long for another.</summary>
public sealed class MergedSourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Packets_come_in_the_order_of_time_whichever_interface_has_them()
    {
        using var merged = Merge(new ScriptedSource { Ends = true, Milliseconds = [-9, -5, -1] }, new ScriptedSource { Ends = true, Milliseconds = [-8, -7, -2] });
        Assert.Equal([-9, -8, -7, -5, -2, -1], ReadAll(merged));
    }

    [Fact]
    public void A_young_packet_waits_for_an_interface_that_may_still_have_an_earlier_one()
    {
        using var merged = Merge(new ScriptedSource { Milliseconds = [-20] }, new ScriptedSource());
        Assert.Empty(ReadOnce(merged));
    }

    [Fact]
    public void An_old_packet_does_not_wait_for_an_idle_interface()
    {
        using var merged = Merge(new ScriptedSource { Milliseconds = [-150] }, new ScriptedSource());
        Assert.Equal([-150], ReadOnce(merged));
    }

    [Fact]
    public void Nothing_waits_when_the_ring_fills_up()
    {
        using var merged = Merge(new ScriptedSource { Milliseconds = [-20], IsPressed = true }, new ScriptedSource());
        Assert.Equal([-20], ReadOnce(merged));
    }

    [Fact]
    public void Nothing_waits_for_an_interface_that_is_gone()
    {
        using var merged = Merge(new ScriptedSource { Milliseconds = [-20] }, new ScriptedSource { Ends = true });
        Assert.Equal([-20], ReadOnce(merged));
    }

    private static MergedSource Merge(params ScriptedSource[] sources) => new(sources, new StandingClock());

    private static List<long> ReadOnce(MergedSource merged)
    {
        var batch = new PacketBatch();
        merged.Read(batch);
        return Times(batch);
    }

    private static List<long> ReadAll(MergedSource merged)
    {
        var (batch, times) = (new PacketBatch(), new List<long>());
        while (merged.Read(batch)) times.AddRange(Times(batch));
        return times;
    }

    /// <summary>When they were stamped, in milliseconds from now.</summary>
    private static List<long> Times(PacketBatch batch) => [.. Enumerable.Range(0, batch.Count).Select(slot =>
        batch[slot].Time.Nanoseconds / 1_000_000 - Now.ToUnixTimeMilliseconds())];

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Has packets of these times, then none, or an end.</summary>
    private sealed unsafe class ScriptedSource : IInterfaceSource
    {
        private readonly byte* _bytes = (byte*)NativeMemory.AllocZeroed(64);
        private int _next;

        public long[] Milliseconds { get; init; } = [];
        public bool Ends { get; init; }
        public bool IsDown => false;
        public bool IsPressed { get; init; }
        public int Descriptor => -1;
        public CaptureCounters Counters { get; } = new();
        public IReadOnlyList<CaptureFault> Faults => [];

        public bool Read(PacketBatch batch)
        {
            batch.Clear();
            if (_next == Milliseconds.Length) return !Ends;
            var time = Timestamp.FromUnix(0, (Now.ToUnixTimeMilliseconds() + Milliseconds[_next++]) * 1_000_000);
            batch.Add(time, LinkType.Ethernet, 64, _bytes, 64);
            return true;
        }

        public void Stop()
        {
        }

        public void UpdateDrops()
        {
        }

        public void TakeError()
        {
        }

        public void Dispose() => NativeMemory.Free(_bytes);
    }
}
