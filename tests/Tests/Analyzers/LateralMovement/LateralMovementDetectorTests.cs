using NetSensor.Analyzers.LateralMovement;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class LateralMovementDetectorTests : IDetectionSink
{
    private readonly List<Detection> _found = [];
    private readonly LateralMovementDetector _detector = new(new LateralMovementOptions(), new DetectorContext());

    void IDetectionSink.Report(Detection detection) => _found.Add(detection);

    [Fact]
    public void A_copied_program_that_is_run_as_a_service_is_one_finding_with_its_steps()
    {
        Share("10.0.0.5", "10.0.0.9", @"\\SERVER\ADMIN$", 0);
        File("10.0.0.5", "10.0.0.9", @"\\SERVER\ADMIN$", "PSEXESVC.exe", 1);
        Call("10.0.0.5", "10.0.0.9", "svcctl", "CreateServiceW", 2, arguments: [new("service_name", "PSEXESVC"), new("binary_path", @"%SystemRoot%\PSEXESVC.exe")]);
        Call("10.0.0.5", "10.0.0.9", "svcctl", "StartServiceW", 3);
        _detector.OnTick(At(60), this);

        var finding = Assert.Single(_found);
        Assert.Equal(@"10.0.0.5 created a service on 10.0.0.9 as CORP\alice", finding.Title);
        Assert.Equal((Severity.High, 100), (finding.Severity, finding.Risk));
        Assert.Equal("T1569.002", finding.Techniques[0].Id);
        Assert.Equal([@"CORP\alice"], finding.Accounts);
        Assert.Equal(4, finding.Steps.Count);
        Assert.Contains(@"service-created (PSEXESVC, %SystemRoot%\PSEXESVC.exe)", finding.Steps[2]);
    }

    [Fact]
    public void A_refused_step_weighs_half()
    {
        Call("10.0.0.5", "10.0.0.9", "svcctl", "CreateServiceW", 0, returned: 5);
        _detector.OnTick(At(60), this);
        var finding = Assert.Single(_found);
        Assert.Equal((Severity.Low, 22), (finding.Severity, finding.Risk));
        Assert.EndsWith("refused", finding.Steps[0]);
    }

    [Fact]
    public void Who_was_entered_and_goes_on_is_told_with_the_path()
    {
        Call("10.0.0.5", "10.0.0.9", "ITaskSchedulerService", "SchRpcRegisterTask", 0);
        _detector.OnTick(At(60), this);
        Call("10.0.0.9", "10.0.0.7", "IWbemServices", "ExecMethod", 600);
        _detector.OnTick(At(660), this);
        Assert.Contains("Path: 10.0.0.5 → 10.0.0.9 → 10.0.0.7.", _found[^1].Reason);
        Assert.Equal(1, _found[^1].Evidence.Single(number => number.Name == "hosts_before").Value);
    }

    [Fact]
    public void A_remote_desktop_is_the_beginning_of_a_path()
    {
        Emit(new RdpSessionEvent { Started = At(0), Cookie = "bob" }, "10.0.0.5", "10.0.0.9", 0);
        Call("10.0.0.9", "10.0.0.7", "IWbemServices", "ExecMethod", 30);
        _detector.OnTick(At(60), this);
        Assert.Contains("Path: 10.0.0.5 → 10.0.0.9 → 10.0.0.7.", Assert.Single(_found).Reason);
    }

    [Fact]
    public void A_path_ends_after_a_day()
    {
        Call("10.0.0.5", "10.0.0.9", "ITaskSchedulerService", "SchRpcRegisterTask", 0);
        _detector.OnTick(At(60), this);
        Call("10.0.0.9", "10.0.0.7", "IWbemServices", "ExecMethod", 100_000);
        _detector.OnTick(At(100_060), this);
        Assert.DoesNotContain("Path", _found[^1].Reason);
    }

    [Fact]
    public void Domain_controllers_replicate_from_each_other()
    {
        Emit(new KerberosEvent { Started = At(0), Carrier = "krb", RequestType = "AS", Success = true }, "10.0.0.50", "10.0.0.2", 0);
        Call("10.0.0.2", "10.0.0.1", "drsuapi", "DRSGetNCChanges", 10);
        _detector.OnTick(At(60), this);
        Assert.Empty(_found);
        Call("10.0.0.50", "10.0.0.1", "drsuapi", "DRSGetNCChanges", 70);
        _detector.OnTick(At(120), this);
        Assert.Equal("T1003.006", Assert.Single(_found).Techniques[0].Id);
    }

    [Fact]
    public void A_machine_that_logs_on_once_is_normal_and_one_that_tries_twenty_times_is_not()
    {
        Call("10.0.0.5", "10.0.0.1", "netlogon", "NetrServerAuthenticate3", 0);
        _detector.OnTick(At(60), this);
        Assert.Empty(_found);
        for (var i = 0; i < 20; i++) Call("10.0.0.6", "10.0.0.1", "netlogon", "NetrServerAuthenticate3", 70 + i, returned: 0xC0000022);
        _detector.OnTick(At(120), this);
        Assert.Equal(Severity.High, Assert.Single(_found).Severity);
    }

    [Theory]
    [InlineData("lsarpc", "LsarLookupNames3")]
    [InlineData("drsuapi", "DRSCrackNames")]
    [InlineData("samr", "SamrLookupNamesInDomain")]
    [InlineData("epmapper", "ept_map")]
    public void Every_log_on_makes_look_ups(string endpoint, string operation)
    {
        Call("10.0.0.5", "10.0.0.1", endpoint, operation, 0);
        _detector.OnTick(At(60), this);
        Assert.Empty(_found);
    }

    [Fact]
    public void A_document_on_a_file_share_is_everybodys_work()
    {
        File("10.0.0.5", "10.0.0.9", @"\\SERVER\home", "letter.docx", 0);
        _detector.OnTick(At(60), this);
        Assert.Empty(_found);
    }

    [Fact]
    public void The_same_story_is_not_told_twice()
    {
        for (var minute = 0; minute < 30; minute++)
        {
            Call("10.0.0.5", "10.0.0.9", "svcctl", "StartServiceW", minute * 60);
            _detector.OnTick(At(minute * 60), this);
        }
        Assert.Single(_found);
    }

    private static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);

    private void Share(string source, string target, string path, double time) =>
        Emit(new SmbTreeEvent { Began = At(time), Version = 2, Status = 0, Path = path, User = @"CORP\alice" }, source, target, time);

    private void File(string source, string target, string share, string name, double time) =>
        Emit(new SmbFileEvent { Operation = SmbOperation.Open, Opened = At(time), Version = 2, Status = 0, Share = share, Name = name, Action = 2, User = @"CORP\alice" }, source, target, time);

    private void Call(string source, string target, string endpoint, string operation, double time, uint returned = 0, IReadOnlyList<DceRpcArgument>? arguments = null) =>
        Emit(new DceRpcCallEvent
        {
            Started = At(time),
            Endpoint = endpoint,
            Opnum = 0,
            Operation = operation,
            Outcome = DceRpcOutcome.Answered,
            ReturnStatus = returned,
            Arguments = arguments ?? [],
        }, source, target, time);

    private void Emit(SensorEvent happened, string source, string target, double time)
    {
        happened.Stamp(At(time), FlowIdentities.Of(source, target, 445, At(time)), 0);
        _detector.OnEvent(happened, this);
    }
}
