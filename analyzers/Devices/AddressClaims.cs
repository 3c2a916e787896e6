using NetSensor.Wire;

namespace NetSensor.Analyzers.Devices;

/// <summary>Two hardware addresses that take turns to claim an address.</summary>
internal sealed class AddressClaims
{
    /// <summary>The two, the first claimant first.</summary>
    public (string First, string Second) Pair { get; private set; }

    /// <summary>Times that it passed to the other.</summary>
    public int Flips { get; private set; }

    /// <summary>When that began.</summary>
    public Timestamp Began { get; private set; }

    /// <summary>Whether it was told.</summary>
    public bool IsTold { get; set; }

    /// <summary>It passed from one to another; true when these two were at it before.</summary>
    public bool Flip(string from, string to, Timestamp at, TimeSpan countsFor)
    {
        if (Flips == 0 || at - Began > countsFor || !((Pair.First == from && Pair.Second == to) || (Pair.First == to && Pair.Second == from)))
        {
            (Pair, Began, Flips) = ((from, to), at, 1);
            return false;
        }
        Flips++;
        return true;
    }
}
