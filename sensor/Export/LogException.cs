namespace NetSensor.Export;

/// <summary>A log cannot be written: no right, no space. The message is one line that names fault and mend.</summary>
public sealed class LogException(string message, Exception? inner = null) : Exception(message, inner);
