using System.Net.Sockets;
using NetSensor.Host;
using NetSensor.Host.Reload;

namespace NetSensor.Tests.Host;

/// <summary>The socket of 'netsensor reload' takes the place of one that a killed sensor left behind, and of nothing else.</summary>
public sealed class ControlSocketTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-control-").FullName;
    private readonly List<string> _said = [];

    private string Place => Path.Combine(_folder, "control.sock");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_a_killed_sensor_left_behind_makes_room()
    {
        LeaveBehind(Place);
        Assert.True(File.Exists(Place));
        using var control = Open();
        Assert.NotNull(control);
        Assert.Equal("done", Assert.Single(ControlClient.Reload(Place).Lines));
    }

    [Fact]
    public void An_ordinary_file_of_that_name_stays()
    {
        File.WriteAllText(Place, "findings of last year");
        Assert.Equal($"control: {Place} is no socket and stays as it is; name another path with 'control', or none", Refusal());
        Assert.Equal("findings of last year", File.ReadAllText(Place));
    }

    [Fact]
    public void A_link_stays_with_what_it_leads_to()
    {
        var elsewhere = Path.Combine(_folder, "elsewhere");
        LeaveBehind(elsewhere);
        File.CreateSymbolicLink(Place, elsewhere);
        Assert.Contains("is no socket", Refusal());
        Assert.True(File.Exists(elsewhere) && File.Exists(Place));
    }

    [Fact]
    public void A_folder_of_that_name_stays()
    {
        Directory.CreateDirectory(Place);
        Assert.Contains("is no socket", Refusal());
        Assert.True(Directory.Exists(Place));
    }

    [Fact]
    public void Another_sensor_that_answers_there_keeps_its_socket()
    {
        using var first = Open();
        Assert.StartsWith($"control: another sensor answers at {Place}; stop it", Refusal());
        Assert.True(ControlClient.IsAnswered(Place));
    }

    [Fact]
    public void A_name_too_long_for_a_socket_is_told_and_does_without()
    {
        using var control = ControlSocket.Open(Path.Combine(_folder, new string('x', ControlSocket.MostPathBytes)), Reload, _said.AddRange);
        Assert.Null(control);
        Assert.Contains("is longer than the 107 bytes", Assert.Single(_said));
    }

    private static void LeaveBehind(string path)
    {
        using var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        killed.Bind(new UnixDomainSocketEndPoint(path + ".new"));
        File.Move(path + ".new", path); // closing takes the first name away, as a kill does not
    }

    private ControlSocket? Open() => ControlSocket.Open(Place, Reload, _said.AddRange);

    private string Refusal() => Assert.Throws<UsageException>(Open).Message;

    private static ReloadOutcome Reload() => new(true, ["done"]);
}
