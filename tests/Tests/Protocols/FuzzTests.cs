using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols;

/// <summary>A million damaged conversations harm no parser.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 1_000_000;
    private const int InputsPerRound = 2_000;

    [Fact]
    public void A_million_mutated_inputs_throw_nothing_and_leave_nothing_behind()
    {
        var targets = FuzzTargets.All;
        if (targets.Count == 0) return;
        var rounds = (Inputs + InputsPerRound - 1) / InputsPerRound;
        var ran = 0;
        Parallel.For(0, rounds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, round =>
        {
            var count = new ParserFuzz(targets[round % targets.Count]).Run(seed: round, InputsPerRound);
            Interlocked.Add(ref ran, count);
        });
        Assert.True(ran >= Inputs);
    }

    [Fact]
    public void Every_protocol_of_the_catalog_starts_from_good_conversations() =>
        Assert.DoesNotContain(FuzzTargets.All, target => target.Seeds.Length == 0 || target.Seeds.Any(seed => seed.Turns.Count == 0));
}
