namespace NetSensor.Benchmarks.Quality;

/// <summary>ATT&amp;CK ids beside each other.</summary>
internal static class AttackIds
{
    /// <summary>Whether one is the other, or a part of it: T1021 and T1021.002.</summary>
    public static bool AreKin(string one, string other) => one == other || one.StartsWith(other + ".", StringComparison.Ordinal) || other.StartsWith(one + ".", StringComparison.Ordinal);
}
