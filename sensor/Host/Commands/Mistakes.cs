using System.CommandLine;
using System.CommandLine.Parsing;

namespace NetSensor.Host.Commands;

/// <summary>Says in one line what is wrong with a command line, and how to mend it.</summary>
internal static class Mistakes
{
    /// <summary>The fault and the mend.</summary>
    public static string Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = command is RootCommand ? "'netsensor --help' lists the commands" : $"'netsensor {CalledAs(parsed.CommandResult)} --help' lists the options";
        if (command is RootCommand && parsed.UnmatchedTokens.Count > 0) return $"unknown command '{parsed.UnmatchedTokens[0]}'; {help}";
        foreach (var token in parsed.UnmatchedTokens)
            return token.StartsWith('-') ? $"unknown option '{token}'; {help}" : $"unexpected argument '{token}'; {help}";
        return $"{parsed.Errors[0].Message.TrimEnd('.')}; {help}";
    }

    /// <summary>As it was called: "exceptions list".</summary>
    private static string CalledAs(CommandResult command) => command.Parent is CommandResult { Command: not RootCommand } whole ? $"{CalledAs(whole)} {command.Command.Name}" : command.Command.Name;

    /// <summary>The folder for the logs, which must have a name.</summary>
    public static string RejectEmptyFolder(string folder) =>
        folder.Length > 0 ? folder : throw new UsageException("--out: an empty name; give a folder for the logs");

    /// <summary>What an option names, if it was given, must have a name.</summary>
    public static string? RejectEmptyName(string option, string? name) =>
        name is null or { Length: > 0 } ? name : throw new UsageException($"{option}: an empty name; give a file");

    /// <summary>Adds an error when an argument that takes any text looks like an option: a mistyped option must not pass for a file.</summary>
    public static void RejectOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
            if (token.Value.Length > 1 && token.Value[0] == '-') result.AddError($"unknown option '{token.Value}'");
    }
}
