using NetSensor.Events;
using NetSensor.Recording;

namespace NetSensor.Tests.Recording;

public sealed class EvidenceRecorderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _root = Directory.CreateTempSubdirectory("netsensor-evidence-").FullName;
    private readonly PacketRing _ring = new(2 << 20, 64 << 10);
    private readonly List<string> _said = [];

    private string Place => Path.Combine(_root, "evidence");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_packets_from_before_the_finding_are_saved_when_it_is_told()
    {
        for (var i = 0; i < 10; i++) _ring.Add(Frames.Udp(1, 2).At(10 * i));
        using (var recorder = Recorder(new EvidenceOptions { After = TimeSpan.Zero })) recorder.Ask(Proofs.Finding());
        Assert.Equal(10, Proofs.Read(Path.Combine(Place, "f1-1.pcapng")).Seconds.Count);
    }

    [Fact]
    public void What_comes_shortly_after_it_is_saved_too()
    {
        using var recorder = Recorder(new EvidenceOptions { After = TimeSpan.FromSeconds(1) });
        recorder.Ask(Proofs.Finding());
        _ring.Add(Frames.Udp(1, 2).At(100.5));
        WaitFor(() => recorder.Counters.Files == 1);
        Assert.Equal([100.5], Proofs.Read(Path.Combine(Place, "f1-1.pcapng")).Seconds);
    }

    [Fact]
    public void Ending_saves_at_once_what_still_waits()
    {
        _ring.Add(Frames.Udp(1, 2).At(1));
        using (var recorder = Recorder(new EvidenceOptions { After = TimeSpan.FromMinutes(10) }))
        {
            recorder.Ask(Proofs.Finding("a"));
            recorder.Ask(Proofs.Finding("b"));
        }
        Assert.Equal(["a-1.pcapng", "b-1.pcapng"], Proofs.Files(Place));
    }

    [Fact]
    public void Findings_that_are_only_worth_knowing_have_no_file()
    {
        _ring.Add(Frames.Udp(1, 2).At(1));
        using (var recorder = Recorder(new EvidenceOptions())) recorder.Ask(Proofs.Finding() with { Severity = Severity.Informational });
        Assert.Empty(Proofs.Files(Place));
    }

    [Fact]
    public void More_findings_than_can_be_written_are_counted()
    {
        using var recorder = Recorder(new EvidenceOptions { After = TimeSpan.FromMinutes(10) });
        for (var i = 0; i < EvidenceRecorder.MostWaiting + 5; i++) recorder.Ask(Proofs.Finding($"f{i}"));
        Assert.Equal(5, recorder.Counters.Unasked);
    }

    [Fact]
    public void A_folder_that_is_gone_costs_evidence_is_told_once_and_recovered_from()
    {
        _ring.Add(Frames.Udp(1, 2).At(1));
        using var recorder = Recorder(new EvidenceOptions { After = TimeSpan.Zero });
        Directory.Delete(Place, recursive: true);
        recorder.Ask(Proofs.Finding("a"));
        WaitFor(() => recorder.Counters.Failures == 1);
        recorder.Ask(Proofs.Finding("b"));
        WaitFor(() => recorder.Counters.Failures == 2);
        Directory.CreateDirectory(Place);
        recorder.Ask(Proofs.Finding("c"));
        WaitFor(() => recorder.Counters.Files == 1);
        WaitFor(() => Said().Count == 2);
        Assert.StartsWith($"evidence cannot be written into '{Place}'", Said()[0]);
        Assert.StartsWith($"evidence is written again into '{Place}'", Said()[1]);
    }

    private EvidenceRecorder Recorder(EvidenceOptions options)
    {
        var folder = new EvidenceFolder(Place, options, "NetSensor test");
        folder.Prepare();
        return new EvidenceRecorder(folder, [_ring], TimeProvider.System, Say);
    }

    private void Say(string line)
    {
        lock (_said) _said.Add(line);
    }

    private List<string> Said()
    {
        lock (_said) return [.. _said];
    }

    private static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience));
}
