using System.Runtime.InteropServices;

namespace NetSensor.Tests.Support;

/// <summary>A test that reads databases of addresses; says why it does not run where the library is missing.</summary>
public sealed class MaxMindFactAttribute : FactAttribute
{
    /// <summary>Skips with the reason when libmaxminddb is missing.</summary>
    public MaxMindFactAttribute()
    {
        if (!NativeLibrary.TryLoad("libmaxminddb.so.0", out _)) Skip = "libmaxminddb is missing: apt-get install libmaxminddb0";
    }
}
