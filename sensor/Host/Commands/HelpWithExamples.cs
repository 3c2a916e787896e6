using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace NetSensor.Host.Commands;

/// <summary>The usual help of a command, with its examples below it, or those of the command that it is part of.</summary>
internal sealed class HelpWithExamples(string examplesOfAll) : SynchronousCommandLineAction
{
    private readonly HelpAction _usual = new();

    /// <summary>Gives a program and all of its commands this help.</summary>
    /// <param name="program">The program with its commands.</param>
    /// <param name="examples">What stands below the list of commands.</param>
    public static void Attach(RootCommand program, string examples) => program.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples(examples);

    /// <summary>Who asks for help need not have the rest right.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = _usual.Invoke(parseResult);
        if (ExamplesFor(parseResult.CommandResult) is { } examples) parseResult.InvocationConfiguration.Output.WriteLine(examples);
        return code;
    }

    private string? ExamplesFor(SymbolResult? asked)
    {
        if (asked is CommandResult { Command: RootCommand }) return examplesOfAll;
        for (; asked is CommandResult { Command: not RootCommand } command; asked = asked.Parent) // ends: at the program
            if (command.Command is ExplainedCommand explained) return explained.Examples;
        return null;
    }
}
