namespace NetSensor.Events;

/// <summary>A parameter of a remote procedure call that tells what happened, as text ("service_name" → "PSEXESVC").</summary>
/// <param name="Name">What it is, in snake case.</param>
/// <param name="Value">Its value; cut at a limit, numbers in decimals.</param>
public sealed record DceRpcArgument(string Name, string Value);
