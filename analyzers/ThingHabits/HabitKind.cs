namespace NetSensor.Analyzers.ThingHabits;

/// <summary>What of a thing's life is learnt, each for itself.</summary>
internal enum HabitKind : byte
{
    /// <summary>A service that it goes to inside.</summary>
    InsideService,
    /// <summary>A host that it goes to inside.</summary>
    InsidePeer,
    /// <summary>A service that it goes to outside.</summary>
    OutsideService,
    /// <summary>Somebody that it goes to outside: a domain, else an organisation, else a network.</summary>
    OutsidePeer,
    /// <summary>A country that it goes to.</summary>
    Country,
    /// <summary>A port at which it answers.</summary>
    OwnPort,
    /// <summary>A country from which it is visited.</summary>
    Visitor,
}
