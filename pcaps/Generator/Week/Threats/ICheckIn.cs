using NetSensor.Wire;

namespace NetSensor.Generator.Week.Threats;

/// <summary>How an implant calls home.</summary>
internal interface ICheckIn
{
    /// <summary>What the truth says of it.</summary>
    Hidden Describe(string name, Machine machine);

    /// <summary>A call.</summary>
    /// <param name="traffic">Where it is seen.</param>
    /// <param name="now">When.</param>
    /// <param name="task">Bytes of a task that is answered; none when there is nothing to do.</param>
    /// <param name="chance">Its chance.</param>
    void CheckIn(Traffic traffic, Timestamp now, int task, Random chance);

    /// <summary>The last call is over.</summary>
    void End(Traffic traffic)
    {
    }
}
