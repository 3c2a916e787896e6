namespace NetSensor.Analyzers.LongConnections;

/// <summary>What is known of a destination besides the connections themselves.</summary>
/// <param name="Visitors">Hosts that go there.</param>
/// <param name="Hosts">Hosts seen.</param>
/// <param name="Holders">Hosts that stay connected for as long with the same name, or with the same network where there is none.</param>
/// <param name="LastingService">What it is, when its connections are known to stay open.</param>
/// <param name="UsualKind">What such services or ports are for, when connections to them are long by nature.</param>
internal readonly record struct LongConnectionContext(int Visitors, int Hosts, int Holders, string? LastingService, string? UsualKind);
