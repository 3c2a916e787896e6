using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>Counts the encrypted messages of one side of a session.</summary>
internal struct SmbHiddenSide
{
    /// <summary>How many.</summary>
    public long Messages { get; private set; }
    /// <summary>Their bytes before encryption.</summary>
    public long Bytes { get; private set; }
    /// <summary>Of them, those large enough to carry file data.</summary>
    public long Bulk { get; private set; }

    /// <summary>Counts one of this size.</summary>
    public void Count(uint size)
    {
        Messages++;
        Bytes += size;
        if (size >= SmbHiddenEvent.BulkBytes) Bulk++;
    }
}
