using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>Adds up the parts of a risk; parts without points are left out.</summary>
public sealed class RiskTally
{
    private const int Most = 100;

    private readonly List<RiskPart> _parts = [];

    /// <summary>The parts so far.</summary>
    public IReadOnlyList<RiskPart> Parts => _parts;

    /// <summary>Their sum, 0 to 100.</summary>
    public int Sum => Math.Clamp(_parts.Sum(part => part.Points), 0, Most);

    /// <summary>Adds a part; negative points lower the risk.</summary>
    public RiskTally Add(string name, double points, string why)
    {
        var whole = (int)Math.Round(points);
        if (whole != 0) _parts.Add(new RiskPart(name, whole, why));
        return this;
    }

    /// <summary>Adds a part when its condition holds.</summary>
    public RiskTally AddIf(bool holds, string name, double points, string why) => holds ? Add(name, points, why) : this;
}
