namespace NetSensor.Tests.Support;

/// <summary>A key of a table whose hash is that of a quarter of all others.</summary>
internal readonly record struct AlikeKey(int Id)
{
    public override int GetHashCode() => Id & 3;
}
