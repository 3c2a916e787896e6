namespace NetSensor.Events;

/// <summary>An ATT&amp;CK technique with its tactic.</summary>
public sealed record Technique(string Id, string Name, string TacticId, string TacticName);
