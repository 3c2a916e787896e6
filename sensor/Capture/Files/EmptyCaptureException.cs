namespace NetSensor.Capture.Files;

/// <summary>The file holds nothing at all: wrong alone, but what a rolling capture leaves as its newest file.</summary>
internal sealed class EmptyCaptureException(string message) : CaptureException(message);
