namespace NetSensor.Export.Delivery;

/// <summary>A delivery cannot begin: its spool is another sensor's, or a file that it needs cannot be read. The message is one line that names fault and mend.</summary>
public sealed class DeliveryException(string message, Exception? inner = null) : Exception(message, inner);
