namespace NetSensor.Export.Delivery.Receivers;

/// <summary>What may come of sending.</summary>
public enum SendOutcomeKind
{
    /// <summary>Acknowledged.</summary>
    Delivered,
    /// <summary>To be sent again.</summary>
    Retry,
    /// <summary>Never to be taken.</summary>
    Refused,
    /// <summary>Different for each record.</summary>
    Mixed,
}
