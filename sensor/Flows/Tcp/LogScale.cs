namespace NetSensor.Flows.Tcp;

/// <summary>Counts what the history shows on a logarithmic scale: a letter for the 1st, 10th, 100th … time.</summary>
internal struct LogScale
{
    private uint _count;
    private byte _exponent;

    /// <summary>Counts one more and says whether it is worth a letter.</summary>
    public bool Count()
    {
        uint threshold = 1;
        for (var i = 0; i < _exponent; i++) threshold *= 10;
        if (++_count != threshold) return false;
        if (_exponent < 9) _exponent++; // 10⁹ is the last power of ten in 32 bits
        else _count = 0;
        return true;
    }
}
