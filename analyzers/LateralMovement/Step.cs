using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>One thing that was done, when, in which flow, and whether it succeeded.</summary>
/// <param name="Act">What.</param>
/// <param name="Time">When it was asked for.</param>
/// <param name="Details">What it was done to; empty when that was hidden.</param>
/// <param name="Succeeded">Whether the target's answer says so, or does not say otherwise.</param>
/// <param name="Flow">Where it was seen.</param>
internal sealed record Step(RemoteAct Act, Timestamp Time, string Details, bool Succeeded, FlowIdentity Flow)
{
    /// <summary>How often the same was done since.</summary>
    public int Repeats { get; set; } = 1;
}
