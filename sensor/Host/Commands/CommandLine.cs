using System.CommandLine;
using NetSensor.Capture;
using NetSensor.Enrichment;
using NetSensor.Export;
using NetSensor.Export.Delivery;
using NetSensor.Store;

namespace NetSensor.Host.Commands;

/// <summary>The program's commands, and how it fails: one line on stderr, and the exit code that fits.</summary>
public static class CommandLine
{
    private const string Examples = """
        Examples:
          ./netsensor demo                                  an office with an infected machine, replayed (done by the launcher)
          netsensor replay capture.pcap                     logs into ./netsensor-out, a summary on the screen
          netsensor replay captures/ --out /var/tmp/logs    all captures of a folder, in the order of their packets
          zcat big.pcap.gz | netsensor replay - --json      from standard input, the summary as JSON

        'netsensor COMMAND --help' tells more about a command.
        """;

    /// <summary>Runs what the arguments ask for and returns the exit code.</summary>
    public static int Run(string[] args)
    {
        var root = new RootCommand("NetSensor reads network traffic and tells what happened in it: flows, names, sessions, findings.")
        {
            ReplayCommand.Create(), RunCommand.Create(), ReloadCommand.Create(), InterfacesCommand.Create(), DetectorsCommand.Create(),
            ExceptionsCommand.Create(), CheckConfigCommand.Create(), StateCommand.Create(), CorrelateCommand.Create(), VersionCommand.Create(),
        };
        HelpWithExamples.Attach(root, Examples);
        if (args.Length == 0) args = ["--help"];
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0) return Fail(ExitCode.WrongUse, Mistakes.Explain(parsed));
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (fault is UsageException or CaptureException or EnrichmentException or StateException or DeliveryException)
        {
            return Fail(ExitCode.WrongUse, fault.Message);
        }
        catch (IOException fault) // help, versions and lists: whatever reads or writes files tells its faults itself
        {
            return Fail(ExitCode.Failed, $"cannot write to standard output: {LogFolder.Reason(fault)}");
        }
        catch (LogException fault)
        {
            return Fail(ExitCode.Failed, fault.Message);
        }
        catch (Exception fault) // a mistake of ours: still one line, with what a report needs
        {
            return Fail(ExitCode.Failed, $"internal error: {fault.GetType().Name}: {fault.Message} {fault.StackTrace?.Split('\n')[0].Trim()}");
        }
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("netsensor: " + Terminal.OneLine(message));
        return code;
    }
}
