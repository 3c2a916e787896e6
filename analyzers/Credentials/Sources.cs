using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>The records of all sources, and which of them are to be judged again or saved.</summary>
internal sealed class Sources(CredentialOptions options, AccountHabits habits)
{
    private const string Prefix = "source ";

    private readonly BoundedMap<IpAddr, SourceRecord> _records = new(options.Sources);
    private readonly List<SourceRecord> _touched = [];
    private readonly SortedDictionary<IpAddr, SourceRecord> _unsaved = [];

    /// <summary>Sources that had to make room.</summary>
    public long Evictions => _records.Evictions;

    /// <summary>The record of a source; null when there is none.</summary>
    public SourceRecord? Find(IpAddr source) => _records.TryGet(source, out var record) ? record : null;

    /// <summary>The record of the flow's originator, to which something is added.</summary>
    public SourceRecord Touch(FlowIdentity flow, Timestamp time) => Touch(flow.Originator, flow, time);

    /// <summary>The record of a host, to which something is added.</summary>
    public SourceRecord Touch(IpAddr source, FlowIdentity flow, Timestamp time)
    {
        var record = _records.GetOrAdd(source, static source => new SourceRecord(source));
        record.See(time, flow, options.Window);
        Mark(record);
        return record;
    }

    /// <summary>An account was refused.</summary>
    public void Refused(FlowIdentity flow, Timestamp time, string user) => SourceRecord.Count(Touch(flow, time).Refused, user);

    /// <summary>An account was let in.</summary>
    public void Accepted(FlowIdentity flow, Timestamp time, string user)
    {
        if (AccountNames.IsMachine(user)) return;
        if (Find(flow.Originator) is { } known && known.Refused.ContainsKey(user))
        {
            var record = Touch(flow, time);
            record.Note(Trace.Broken, user);
            if (habits.IsNewPlace(user, flow.Originator, time)) record.Note(Trace.NewPlace, user);
        }
        habits.FromPlace(user, flow.Originator, time);
    }

    /// <summary>Those to which something was added since this was asked last.</summary>
    public IReadOnlyList<SourceRecord> TakeTouched()
    {
        SourceRecord[] touched = [.. _touched];
        foreach (var record in touched) record.Touched = false;
        _touched.Clear();
        return touched;
    }

    /// <summary>Takes back a source; false when the key is of something else.</summary>
    /// <exception cref="FormatException">It is no source.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var kept = SourceMemory.Read(value);
        var record = kept.ToRecord();
        if (_records.GetOrAdd(record.Source, _ => record) == record && kept.IsUnjudged) Mark(record);
        return true;
    }

    /// <summary>Tells what changed.</summary>
    public void Save(IMemory memory)
    {
        foreach (var (source, record) in _unsaved)
            if (!memory.KeepsNothing) memory.Keep($"{Prefix}{source}", SourceMemory.Write(record), record.Last);
        _unsaved.Clear();
    }

    private void Mark(SourceRecord record)
    {
        if (_unsaved.Count < options.Sources) _unsaved[record.Source] = record; // a replay without a memory never saves
        if (record.Touched) return;
        record.Touched = true;
        _touched.Add(record);
    }
}
