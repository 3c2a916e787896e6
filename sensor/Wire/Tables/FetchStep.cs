namespace NetSensor.Wire;

/// <summary>How far a look-up is fetched ahead: each step reads what the one before has asked for.</summary>
public enum FetchStep : byte
{
    /// <summary>Where the table says which entry it is.</summary>
    Bucket,
    /// <summary>The entry itself.</summary>
    Entry,
    /// <summary>What the entry refers to.</summary>
    Content,
}
