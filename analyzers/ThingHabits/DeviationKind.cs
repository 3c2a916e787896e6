namespace NetSensor.Analyzers.ThingHabits;

/// <summary>In what a thing leaves its habits.</summary>
internal enum DeviationKind : byte
{
    /// <summary>It goes to a host or a service inside.</summary>
    Inside,
    /// <summary>It goes outside.</summary>
    Outside,
    /// <summary>It is visited from outside.</summary>
    Visited,
    /// <summary>It answers at another port.</summary>
    Offers,
}
