namespace NetSensor.Capture.Live;

/// <summary>An interface that packets can be captured from.</summary>
/// <param name="Name">Name to give to <c>--interface</c>.</param>
/// <param name="Description">What the system says of it; null when it says nothing.</param>
/// <param name="Addresses">Its IP addresses.</param>
/// <param name="IsUp">Whether it is switched on.</param>
/// <param name="IsRunning">Whether it has a carrier.</param>
/// <param name="IsLoopback">Whether it leads back to this host.</param>
public sealed record CaptureInterface(
    string Name, string? Description, IReadOnlyList<string> Addresses, bool IsUp, bool IsRunning, bool IsLoopback);
