using System.Globalization;
using System.Text;
using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>What the detector keeps over a restart: candidates with what was told of them, the first contacts of other channels, who goes where, and when hosts were awake.</summary>
internal sealed class BeaconMemory(ChannelBook book, Neighbourhood neighbours, ContactSorter sorter, Stories stories)
{
    /// <summary>Version of the layout.</summary>
    public const int Version = 2;

    private const string CandidateKey = "channel/";

    /// <summary>Takes back what was kept.</summary>
    /// <exception cref="FormatException">It was kept by somebody else.</exception>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        try
        {
            if (key.StartsWith(CandidateKey, StringComparison.Ordinal)) RecallCandidate(key[CandidateKey.Length..], value);
            else if (!book.TryRecall(key, value) && !neighbours.TryRecall(key, value) && !sorter.TryRecall(key, value)) throw new FormatException($"nothing of beacons: '{key}'");
        }
        catch (EndOfStreamException cut)
        {
            throw new FormatException("the value is cut", cut);
        }
    }

    /// <summary>Tells what changed since the last call.</summary>
    public void Save(IMemory memory, Timestamp now)
    {
        book.Save(memory, now);
        neighbours.Save(memory, now);
        sorter.Save(memory, now);
        using var value = new MemoryStream();
        using var writer = new BinaryWriter(value, Encoding.UTF8);
        book.TellUnsaved(memory, candidate =>
        {
            if (memory.KeepsNothing) return;
            value.SetLength(0);
            CandidateMemory.Write(writer, candidate);
            memory.Keep(CandidateKey + candidate.Key.Hash.ToString("x16", CultureInfo.InvariantCulture), value.GetBuffer().AsSpan(0, (int)value.Length), candidate.Last);
        });
    }

    private void RecallCandidate(string key, ReadOnlySpan<byte> value)
    {
        if (!ulong.TryParse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hash)) throw new FormatException("no channel: " + key);
        using var reader = new BinaryReader(new MemoryStream(value.ToArray()), Encoding.UTF8);
        var channel = CandidateMemory.Read(reader, hash, book);
        if (channel.StoryId is not null) stories.Recall(channel);
    }
}
