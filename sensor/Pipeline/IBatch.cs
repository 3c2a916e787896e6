namespace NetSensor.Pipeline;

/// <summary>What is handed from thread to thread, and used again.</summary>
public interface IBatch
{
    /// <summary>Makes it ready for the next use.</summary>
    void Clear();
}
