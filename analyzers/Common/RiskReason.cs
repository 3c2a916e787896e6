using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetSensor.Analyzers.Common;

/// <summary>The reason of a part of the risk, as an interpolated string that is only written for a tally that keeps it.</summary>
[InterpolatedStringHandler]
public ref struct RiskReason
{
    private readonly bool _isKept;
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Called by the compiler; tells it whether the parts of the string are to be computed at all.</summary>
    public RiskReason(int literalLength, int formattedCount, RiskTally tally, out bool isKept)
    {
        _isKept = isKept = tally.KeepsParts;
        if (isKept) _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    internal string Text => _isKept ? _text.ToStringAndClear() : string.Empty;

    /// <summary>Called by the compiler.</summary>
    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);
}
