using System.Runtime.CompilerServices;
using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>Adds up the parts of a risk; parts without points are left out.</summary>
public sealed class RiskTally
{
    private const int Most = 100;

    private readonly List<RiskPart> _parts = [];
    private int _sum;

    /// <summary>Whether parts and their reasons are kept, or only their sum: where much is weighed and little is told, writing reasons costs most.</summary>
    public bool KeepsParts { get; init; } = true;

    /// <summary>The parts so far.</summary>
    public IReadOnlyList<RiskPart> Parts => _parts;

    /// <summary>Their sum, 0 to 100.</summary>
    public int Sum => Math.Clamp(_sum, 0, Most);

    /// <summary>Adds a part; negative points lower the risk.</summary>
    public RiskTally Add(string name, double points, string why)
    {
        var whole = (int)Math.Round(points);
        _sum += whole;
        if (whole != 0 && KeepsParts) _parts.Add(new RiskPart(name, whole, why));
        return this;
    }

    /// <summary>Adds a part whose reason is written only when it is kept.</summary>
    public RiskTally Add(string name, double points, [InterpolatedStringHandlerArgument("")] ref RiskReason why) => Add(name, points, why.Text);

    /// <summary>Adds a part when its condition holds.</summary>
    public RiskTally AddIf(bool holds, string name, double points, string why) => holds ? Add(name, points, why) : this;
}
