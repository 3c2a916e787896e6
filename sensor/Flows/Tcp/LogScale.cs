namespace NetSensor.Flows.Tcp;

/// <summary>Counts what the history shows on a logarithmic scale: a letter for the 1st, 10th, 100th … time, up to the ten-millionth.</summary>
internal struct LogScale
{
    private const int CountBits = 28; // the lower bits count, the upper ones hold the power of ten that is next
    private const uint CountMask = (1u << CountBits) - 1;
    private const int LastPower = 7;  // 10⁸ needs more than 27 bits; whoever gets there has said enough

    private uint _packed;

    /// <summary>Counts one more and says whether it is worth a letter.</summary>
    public bool Count()
    {
        var power = _packed >> CountBits;
        var count = _packed & CountMask;
        if (power > LastPower) return false;
        uint threshold = 1;
        for (var i = 0; i < power; i++) threshold *= 10;
        var reached = ++count == threshold;
        _packed = ((reached ? power + 1 : power) << CountBits) | count;
        return reached;
    }
}
