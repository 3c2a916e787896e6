namespace NetSensor.Analyzers.LateralMovement;

/// <summary>How usual it is that one host administers another.</summary>
/// <param name="HasLearnt">Whether habits were watched for long enough that a first time means something.</param>
/// <param name="PairDays">Earlier days on which it did, decayed.</param>
/// <param name="SourceDays">Earlier days on which the source did so with anybody, decayed.</param>
/// <param name="IsUsualPair">Whether it is these two's habit.</param>
/// <param name="IsUsualSource">Whether the source is an administrator's host.</param>
internal readonly record struct Familiarity(bool HasLearnt, double PairDays, double SourceDays, bool IsUsualPair, bool IsUsualSource);
