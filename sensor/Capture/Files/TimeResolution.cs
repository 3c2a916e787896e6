using NetSensor.Wire;

namespace NetSensor.Capture.Files;

/// <summary>What one unit of a pcapng time is: a power of ten or two of a second (if_tsresol), counted from an offset (if_tsoffset).</summary>
public readonly struct TimeResolution
{
    /// <summary>The latest moment that is told, in the year 2116, behind all that pcap can tell: time-outs and differences still fit behind it.</summary>
    public const long Latest = 1L << 62;

    /// <summary>The earliest moment that is told, in the year 1896: the difference to the latest still fits.</summary>
    public const long Earliest = -(1L << 61);

    private const byte PowerOfTwo = 0x80;
    private const int NanosecondExponent = 9;
    private const int LargestUsefulExponent = 28;               // a finer unit than 10^-28 s makes any 64-bit time less than a nanosecond
    private const int TimeBits = 64;

    private readonly ulong _multiplier;                         // nanoseconds per unit; 0 when the slow way is needed
    private readonly ulong _plainBelow;                         // times from here on could overflow: the slow way saturates
    private readonly byte _resolution;
    private readonly long _offsetSeconds;

    /// <summary>A resolution as if_tsresol tells it, and the seconds of if_tsoffset.</summary>
    public TimeResolution(byte resolution, long offsetSeconds)
    {
        _resolution = resolution;
        _offsetSeconds = offsetSeconds;
        if (offsetSeconds != 0 || (resolution & PowerOfTwo) != 0 || resolution > NanosecondExponent) return;
        _multiplier = PowerOfTen(NanosecondExponent - resolution);
        _plainBelow = (ulong)Latest / _multiplier;
    }

    /// <summary>The moment that a count of units is; one outside of <see cref="Earliest"/> and <see cref="Latest"/> becomes the nearest that is.</summary>
    public Timestamp At(ulong units) => units < _plainBelow ? new Timestamp((long)(units * _multiplier)) : Slowly(units);

    private Timestamp Slowly(ulong units)
    {
        var sinceOffset = (_resolution & PowerOfTwo) != 0 ? FromPowerOfTwo(units, _resolution & ~PowerOfTwo) : FromPowerOfTen(units, _resolution);
        var nanoseconds = (Int128)sinceOffset + (Int128)_offsetSeconds * Timestamp.NanosecondsPerSecond;
        return new Timestamp((long)Int128.Clamp(nanoseconds, Earliest, Latest));
    }

    private static UInt128 FromPowerOfTen(ulong units, int exponent) => exponent switch
    {
        <= NanosecondExponent => (UInt128)units * PowerOfTen(NanosecondExponent - exponent),
        <= LargestUsefulExponent => units / PowerOfTen(exponent - NanosecondExponent),
        _ => 0,
    };

    private static UInt128 FromPowerOfTwo(ulong units, int exponent) =>
        exponent >= 2 * TimeBits ? 0 : ((UInt128)units * (ulong)Timestamp.NanosecondsPerSecond) >> exponent;

    private static ulong PowerOfTen(int exponent)
    {
        ulong power = 1;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
