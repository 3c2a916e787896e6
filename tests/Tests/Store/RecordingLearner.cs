using System.Text;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Store;

/// <summary>Learns what a test tells it, and remembers what it was given back.</summary>
internal sealed class RecordingLearner(string name, int version = 1) : ILearner
{
    private readonly List<Action<IMemory>> _changes = [];

    public string MemoryName => name;
    public int MemoryVersion => version;

    /// <summary>What came back, in its order: "key=value".</summary>
    public List<string> Recalled { get; } = [];

    public void Learn(string key, string value, long second = 1_000) =>
        _changes.Add(memory => memory.Keep(key, Encoding.UTF8.GetBytes(value), Timestamp.FromUnix(second)));

    public void Unlearn(string key) => _changes.Add(memory => memory.Forget(key));

    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        if (text == "gibberish") throw new FormatException("none of mine");
        Recalled.Add($"{key}={text}");
    }

    public void Save(IMemory memory)
    {
        foreach (var change in _changes) change(memory);
        _changes.Clear();
    }
}
