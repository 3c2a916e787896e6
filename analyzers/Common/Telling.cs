using NetSensor.Events;

namespace NetSensor.Analyzers.Common;

/// <summary>When a story is told: once, and again only when it became worse or grew manifold.</summary>
public struct Telling
{
    private const double Growth = 4; // what is four times as large is news to whoever saw it before

    private double _toldSize;

    /// <summary>How often it was told.</summary>
    public int Times { get; private set; }

    /// <summary>The worst that was told.</summary>
    public Severity Worst { get; private set; }

    /// <summary>Whether it is to be told now; then it counts as told.</summary>
    /// <param name="severity">How bad it is.</param>
    /// <param name="size">How large it is, in whatever unit its teller always takes.</param>
    public bool IsDue(Severity severity, double size)
    {
        if (Times > 0 && severity <= Worst && size < Growth * _toldSize) return false;
        Times++;
        Worst = severity > Worst ? severity : Worst;
        _toldSize = size;
        return true;
    }

    /// <summary>What was told before a restart.</summary>
    public static Telling Of(int times, Severity worst, double size) => new() { Times = times, Worst = worst, _toldSize = size };

    /// <summary>How large it was when it was told last.</summary>
    public readonly double ToldSize => _toldSize;
}
