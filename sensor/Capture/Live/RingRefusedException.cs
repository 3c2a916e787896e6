namespace NetSensor.Capture.Live;

/// <summary>The kernel gives no packet ring, for another reason than a missing right or interface: libpcap may still read the interface.</summary>
internal sealed class RingRefusedException(string message) : Exception(message);
