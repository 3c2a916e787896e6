namespace NetSensor.Events.Indicators;

/// <summary>Gives the indicators that hold now. They may be exchanged at any time, all at once; nobody sees a half of two.</summary>
public interface IIndicatorSource
{
    /// <summary>A source without any.</summary>
    static IIndicatorSource None { get; } = new NoIndicators();

    /// <summary>The indicators now.</summary>
    IndicatorSet Current { get; }

    private sealed class NoIndicators : IIndicatorSource
    {
        public IndicatorSet Current => IndicatorSet.Empty;
    }
}
