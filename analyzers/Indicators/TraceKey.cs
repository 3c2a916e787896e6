using NetSensor.Events.Indicators;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>Something that an indicator might name one day: an address, or a name, fingerprint or hash.</summary>
internal readonly record struct TraceKey(IndicatorKind Kind, IpAddr Address, string? Text)
{
    public static TraceKey Of(IpAddr address) => new(IndicatorKind.Address, address, null);

    /// <summary>The indicator that names it; null when none does.</summary>
    public Indicator? FindIn(IndicatorSet set) => Kind switch
    {
        IndicatorKind.Address => set.Find(Address),
        IndicatorKind.Domain => set.FindName(Text),
        IndicatorKind.Url => set.FindUrl(Text!),
        _ => set.FindPrint(Kind, Text),
    };

    public bool Equals(TraceKey other) => Kind == other.Kind && Address == other.Address && Text == other.Text;

    public override int GetHashCode() => Text is null ? Address.GetHashCode() : Text.GetHashCode() ^ (byte)Kind;

    public override string ToString() => Text ?? Address.ToString();
}
