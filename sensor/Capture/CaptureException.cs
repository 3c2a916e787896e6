namespace NetSensor.Capture;

/// <summary>A source cannot be opened: no such file, no capture, no such interface, no right. The message is one line that names fault and mend.</summary>
public sealed class CaptureException(string message, Exception? inner = null) : Exception(message, inner);
