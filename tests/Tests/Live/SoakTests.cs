using System.Diagnostics;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>The soak in its short form: steady load, a receiver that is killed again and again; the long one is the same script for half an hour.</summary>
[Collection("live")]
public sealed class SoakTests
{
    private static readonly string Script = Path.Combine(Checkout.Folder, "benchmarks", "soak.py");
    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap"), Intrusion = Path.Combine(Checkout.Folder, "pcaps", "intrusion.pcap");

    [NamespaceFact("python3", "openssl", "curl")]
    public void Under_load_with_a_receiver_that_is_killed_nothing_is_dropped_and_every_finding_arrives_once_in_order()
    {
        var start = new ProcessStartInfo("python3", [Script, Office, Intrusion, "--pps", "2000", "--news-pps", "2000", "--minutes", "0.4", "--seed", "1", "--growth", "0.5"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NETSENSOR"] = LiveSensor.Program;
        using var soak = Process.Start(start)!;
        var faults = soak.StandardError.ReadToEndAsync();
        var said = soak.StandardOutput.ReadToEnd();
        soak.WaitForExit();
        Assert.True(soak.ExitCode == 0, said + faults.Result);
    }
}
