namespace NetSensor.Agreement.Facts;

/// <summary>One thing that another tool's tests say of a capture: a key of that tool and its value.</summary>
internal sealed record ExpectedFact(string Tool, string Capture, string Key, string Value)
{
    /// <summary>The protocol it is about, as the tool calls it.</summary>
    public string Protocol => Key.Split('.')[0];
}
