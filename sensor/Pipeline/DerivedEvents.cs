using System.Diagnostics.CodeAnalysis;
using NetSensor.Events;

namespace NetSensor.Pipeline;

/// <summary>What derivers concluded from an event, until everybody has seen the event itself.</summary>
internal sealed class DerivedEvents : IEventSink
{
    private readonly Queue<SensorEvent> _waiting = new();

    /// <inheritdoc/>
    public void Emit(SensorEvent happened) => _waiting.Enqueue(happened);

    /// <summary>The next one.</summary>
    public bool TryTake([NotNullWhen(true)] out SensorEvent? derived) => _waiting.TryDequeue(out derived);
}
