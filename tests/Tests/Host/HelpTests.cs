namespace NetSensor.Tests.Host;

/// <summary>Every command tells its own options and its own examples.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("replay")]
    [InlineData("run")]
    [InlineData("reload")]
    [InlineData("detectors")]
    [InlineData("exceptions")]
    [InlineData("exceptions", "list")]
    [InlineData("exceptions", "preview")]
    [InlineData("check-config")]
    [InlineData("state")]
    [InlineData("correlate")]
    public void A_command_tells_examples_of_itself_alone(params string[] command)
    {
        var help = Help(command);
        var examples = help.SkipWhile(line => line != "Examples:").Skip(1).TakeWhile(line => line.Length > 0).Where(line => line.Contains("netsensor ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Contains($"netsensor {command[0]}", example));
        Assert.Single(help, line => line.Contains("--help ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("interfaces")]
    [InlineData("version")]
    public void A_command_without_options_tells_no_examples_of_others(string command) => Assert.DoesNotContain("Examples:", Help(command));

    [Fact]
    public void The_program_tells_how_to_begin() => Assert.Contains("Examples:", Help());

    private static string[] Help(params string[] command)
    {
        var outcome = NetSensorProcess.Run([.. command, "--help"]);
        Assert.Equal(0, outcome.ExitCode);
        return [.. outcome.Output.Split('\n').Select(line => line.TrimEnd())];
    }
}
