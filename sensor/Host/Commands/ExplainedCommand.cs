using System.CommandLine;

namespace NetSensor.Host.Commands;

/// <summary>A command whose help ends with examples, and with what its exit codes mean where that needs a word.</summary>
internal sealed class ExplainedCommand(string name, string description, string examples) : Command(name, description)
{
    /// <summary>What stands below the options.</summary>
    public string Examples => examples;
}
