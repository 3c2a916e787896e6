namespace NetSensor.Tests.Host;

/// <summary>A test that needs a disk which fills up soon; says why it does not run where none can be made.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    /// <summary>Skips with the reason where namespaces are not allowed.</summary>
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPossible) Skip = "cannot mount a small disk here: needs unshare and user namespaces";
    }
}
