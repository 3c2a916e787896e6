using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NetSensor.Host.Commands;

/// <summary>The usual help of a command, with examples below it.</summary>
internal sealed class HelpWithExamples(string examples) : SynchronousCommandLineAction
{
    private readonly HelpAction _usual = new();

    /// <summary>Gives a command its own help.</summary>
    public static void Attach(Command command, string examples)
    {
        if (command.Options.OfType<HelpOption>().FirstOrDefault() is not { } help) command.Options.Add(help = new HelpOption());
        help.Action = new HelpWithExamples(examples);
    }

    /// <summary>Who asks for help need not have the rest right.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = _usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(examples);
        return code;
    }
}
