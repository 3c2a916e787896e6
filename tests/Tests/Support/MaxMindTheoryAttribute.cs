namespace NetSensor.Tests.Support;

/// <summary>As <see cref="MaxMindFactAttribute"/>, with rows of data.</summary>
public sealed class MaxMindTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips with the reason when libmaxminddb is missing.</summary>
    public MaxMindTheoryAttribute() => Skip = new MaxMindFactAttribute().Skip;
}
