using System.CommandLine;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the version.");
        command.SetAction(_ => Console.Out.WriteLine($"netsensor {ProductVersion.Text}"));
        return command;
    }
}
