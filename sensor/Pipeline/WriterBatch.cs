namespace NetSensor.Pipeline;

/// <summary>What the judge tells a writer, in its order: events, detections, and what is to be done between them.</summary>
internal sealed class WriterBatch : IBatch
{
    /// <summary>Events, detections and actions.</summary>
    public List<object> Records { get; } = [];

    /// <summary>Whether the writer may go.</summary>
    public bool IsLast { get; set; }

    /// <inheritdoc/>
    public void Clear()
    {
        Records.Clear();
        IsLast = false;
    }
}
