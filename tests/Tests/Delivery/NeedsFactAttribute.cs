namespace NetSensor.Tests.Delivery;

/// <summary>A test that needs a receiver of somebody else's; says why it does not run where that is not installed.</summary>
public sealed class NeedsFactAttribute : FactAttribute
{
    /// <summary>Skips with the reason when the program is not there.</summary>
    public NeedsFactAttribute(string program)
    {
        if (!Daemon.IsInstalled(program)) Skip = $"{program} is not installed";
    }
}
