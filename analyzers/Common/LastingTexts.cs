namespace NetSensor.Analyzers.Common;

/// <summary>
/// Texts that are remembered for long, once each: the same name comes with each flow as a text of its own, and thousands of channels that remember theirs need not keep as many. Texts that
/// share a place take turns in it, so that one may be kept more than once.
/// </summary>
internal sealed class LastingTexts
{
    private const int Places = 4_096; // a power of two

    [ThreadStatic] private static LastingTexts? s_ofThread;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>Those of this thread.</summary>
    public static LastingTexts OfThread => s_ofThread ??= new LastingTexts();

    /// <summary>The text as it was remembered before, or this one.</summary>
    public string Of(string text)
    {
        ref var known = ref _texts[text.GetHashCode(StringComparison.Ordinal) & (Places - 1)];
        if (known != text) known = text;
        return known;
    }
}
