using System.CommandLine;
using NetSensor.Host.Config;
using NetSensor.Host.Reload;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor reload</c>: a running sensor reads its configuration anew, and says what came of it.</summary>
internal static class ReloadCommand
{
    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "The sensor's settings (YAML): tell where its control socket is.", HelpName = "FILE" };
        var folder = new Option<string?>("--out", "-o") { Description = "The sensor's folder for the logs, when it was given on its command line.", HelpName = "DIR" };
        var command = new Command("reload", "Make a running sensor read its exceptions, indicators, roster and exporters anew; say what was applied, or why nothing was.") { config, folder };
        command.SetAction(parsed =>
        {
            var (control, log) = parsed.GetValue(config) is { } file ? ConfigReader.ControlOf(file) : (null, null);
            var outcome = ControlClient.Reload(SensorConfig.ControlFor(control, parsed.GetValue(folder) ?? log ?? SensorConfig.DefaultFolder)
                ?? throw new UsageException("the configuration says 'control: none'; send the sensor SIGHUP instead"));
            foreach (var line in outcome.Lines) Console.Out.WriteLine(Terminal.OneLine(line));
            return outcome.Applied ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
