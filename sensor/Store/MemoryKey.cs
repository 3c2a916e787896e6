namespace NetSensor.Store;

/// <summary>Names an entry: whose it is, and its key there.</summary>
internal readonly record struct MemoryKey(string Learner, string Key);
