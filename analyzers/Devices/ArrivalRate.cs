namespace NetSensor.Analyzers.Devices;

/// <summary>How many new devices came to a part of the network before one more does.</summary>
/// <param name="Part">The zone, or the network.</param>
/// <param name="Known">Devices in all.</param>
/// <param name="Lately">Of these, new within the last day.</param>
/// <param name="PerDay">New ones a day in the days before, a week at most; 0 where there were none.</param>
/// <param name="WithDhcp">Of all, those that asked for their address.</param>
internal readonly record struct ArrivalRate(string Part, int Known, int Lately, double PerDay, int WithDhcp)
{
    private const double MostDoSo = 0.8;
    private const int EnoughToTell = 5;

    /// <summary>Whether devices there ask for their address as a rule.</summary>
    public bool UsesDhcp => Known >= EnoughToTell && WithDhcp >= MostDoSo * Known;
}
