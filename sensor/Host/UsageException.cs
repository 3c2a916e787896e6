namespace NetSensor.Host;

/// <summary>The program was called wrongly; the message is one line that names fault and mend.</summary>
public class UsageException(string message) : Exception(message);
