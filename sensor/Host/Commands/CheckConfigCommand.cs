using System.CommandLine;
using System.Text;
using NetSensor.Host.Config;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor check-config FILE</c>.</summary>
internal static class CheckConfigCommand
{
    private const string Examples = """
        Examples:
          netsensor check-config netsensor.yaml
          netsensor check-config --example > netsensor.yaml    start from a file that explains every setting

        Exit codes: 0 when all is right, 2 when something is wrong (each fault in a line: file:line:column: what and how to mend it).
        """;

    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "The configuration (YAML).", Arity = ArgumentArity.ZeroOrOne };
        file.Validators.Add(Mistakes.RejectOptions);
        var example = new Option<bool>("--example") { Description = "Print a configuration with every setting, its default and what it means." };
        var command = new ExplainedCommand("check-config", "Say whether a configuration is right; else name each fault with its line and column.", Examples) { file, example };
        command.SetAction(parsed => parsed.GetValue(example) ? PrintExample() : Check(parsed.GetValue(file)));
        return command;
    }

    private static int PrintExample()
    {
        Terminal.Print(output => output.Write(Encoding.UTF8.GetBytes(ExampleConfig.Text)));
        return ExitCode.Done;
    }

    private static int Check(string? file)
    {
        if (file is null) throw new UsageException("check-config: name a file; 'netsensor check-config --help' lists the options");
        try
        {
            ConfigReader.Read(file);
        }
        catch (ConfigException wrong)
        {
            foreach (var fault in wrong.Faults) Console.Error.WriteLine(Terminal.OneLine($"{fault}"));
            return ExitCode.WrongUse;
        }
        Console.Out.WriteLine($"{file}: good");
        return ExitCode.Done;
    }
}
