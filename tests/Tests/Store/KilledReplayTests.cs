using System.Diagnostics;
using NetSensor.Tests.Promises;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Store;

/// <summary>Kill -9 at any moment: five of the many times that <c>tests/kill-state.sh 50</c> tries.</summary>
[Collection(HeavyCollection.Name)]
public sealed class KilledReplayTests
{
    private const string Kills = "5";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4); // it needs a quarter of a minute

    [Fact]
    public async Task A_kill_leaves_a_whole_state_and_loses_no_finding_that_was_told()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Checkout.Folder, "tests", "kill-state.sh"), Kills])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["NETSENSOR_PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "netsensor") },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("kill-state.sh does not end");
        }
        Assert.Equal(("", 0), (await error, process.ExitCode));
        Assert.Contains("5 kills: the state was whole after each", await output);
    }
}
