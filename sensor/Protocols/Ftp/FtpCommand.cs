using NetSensor.Wire;

namespace NetSensor.Protocols.Ftp;

/// <summary>A command that waits for its reply.</summary>
internal sealed class FtpCommand(Timestamp sent, string name, string argument)
{
    /// <summary>Stands for the connection itself, which the greeting answers.</summary>
    public const string Greeting = "<init>";

    /// <summary>When it was seen.</summary>
    public Timestamp Sent { get; } = sent;

    /// <summary>In capitals.</summary>
    public string Name { get; } = name;

    /// <summary>What follows the name; empty when nothing does.</summary>
    public string Argument { get; } = argument;

    /// <summary>Whether it moved the client to another folder already.</summary>
    public bool HasMoved { get; set; }

    /// <summary>How well a reply fits: a code that belongs to the command, then its name or argument in the text.</summary>
    public int Fits(int code, string message)
    {
        var score = FtpReplies.MayAnswer(Name, code) ? 100 : 0;
        if (message.Contains(Name, StringComparison.Ordinal)) score += 20;
        if (message.Contains(Argument, StringComparison.Ordinal)) score += 10;
        return score;
    }
}
