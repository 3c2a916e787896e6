using NetSensor.Events;

namespace NetSensor.Flows;

/// <summary>The other direction.</summary>
internal static class Directions
{
    /// <summary>The side that did not send this.</summary>
    public static Direction Opposite(this Direction direction) =>
        direction == Direction.FromOriginator ? Direction.FromResponder : Direction.FromOriginator;
}
