using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>Adds the parts of a risk.</summary>
public static class RiskSum
{
    /// <summary>The sum of the points, within 0 and 100.</summary>
    public static int Of(IReadOnlyList<RiskPart> parts) => Math.Clamp(parts.Sum(part => part.Points), 0, 100);

    /// <summary>Adds a part unless it is worth nothing.</summary>
    public static void AddPart(this List<RiskPart> parts, string name, double points, string why)
    {
        var whole = (int)Math.Round(points);
        if (whole != 0) parts.Add(new RiskPart(name, whole, why));
    }
}
