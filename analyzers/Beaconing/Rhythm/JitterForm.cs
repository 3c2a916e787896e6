namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>How a sleep is varied.</summary>
public enum JitterForm : byte
{
    /// <summary>Hardly.</summary>
    Exact,
    /// <summary>Only shortened, between s·(1−j) and s (Cobalt Strike).</summary>
    Shortens,
    /// <summary>Both ways, between s·(1−j) and s·(1+j) (Empire, PoshC2).</summary>
    Symmetric,
    /// <summary>Only lengthened, between s and s·(1+j) (Sliver).</summary>
    Lengthens,
    /// <summary>Varied, but no round sleep tells which way.</summary>
    Unclear,
}
