namespace NetSensor.Analyzers.Common.Destinations;

/// <summary>A service to which files or text can be carried: the end of the name by which it is known, and what it takes.</summary>
public sealed record WebService(string Domain, WebServiceKind Kind);
