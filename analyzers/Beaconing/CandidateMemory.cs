using NetSensor.Analyzers.Beaconing.Channels;
using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>
/// How candidates are kept over a restart. Layout of a value: kind 1 | target 8 | source 8+8 | first 8 | total 4 | judge at 4 | habit 1 (0 no, 1 yes, 2 not known) | told: times 4, severity 1, check-ins 4 |
/// where, story (text) | number of check-ins 4 | check-ins of 20 each | when it was busy, 208 |
/// places of the check-ins, 4 each (absent in values of before there were any).
/// </summary>
internal static class CandidateMemory
{
    private const int MostCheckIns = 65_536; // a value with more is none of ours

    public static void Write(BinaryWriter writer, Candidate channel)
    {
        writer.Write((byte)channel.Key.Kind);
        writer.Write(channel.Key.Target);
        writer.Write(channel.Source.High);
        writer.Write(channel.Source.Low);
        writer.Write(channel.First.Nanoseconds);
        writer.Write(channel.Total);
        writer.Write(channel.JudgeAt);
        writer.Write((byte)(channel.IsHabit is { } habit ? habit ? 1 : 0 : 2));
        writer.Write(channel.Told.Times);
        writer.Write((byte)channel.Told.Severity);
        writer.Write(channel.Told.CheckIns);
        writer.Write(channel.Where);
        writer.Write(channel.StoryId ?? "");
        writer.Write(channel.CheckIns.Length);
        foreach (ref readonly var checkIn in channel.CheckIns) checkIn.Write(writer);
        channel.Bars.Write(writer);
        foreach (ref readonly var checkIn in channel.CheckIns) writer.Write(checkIn.Places);
    }

    /// <summary>Reads a candidate into the book.</summary>
    /// <exception cref="EndOfStreamException">The value is cut.</exception>
    /// <exception cref="FormatException">The value is none of ours.</exception>
    public static Candidate Read(BinaryReader reader, ulong hash, ChannelBook book)
    {
        var key = new ChannelKey((ChannelKind)reader.ReadByte(), reader.ReadUInt64(), hash);
        var source = new IpAddr(reader.ReadUInt64(), reader.ReadUInt64());
        var first = new Timestamp(reader.ReadInt64());
        var (total, judgeAt) = (reader.ReadInt32(), reader.ReadInt32());
        var habit = reader.ReadByte();
        var told = new Told(reader.ReadInt32(), (Severity)reader.ReadByte(), reader.ReadInt32());
        var (where, story) = (reader.ReadString(), reader.ReadString());
        var count = reader.ReadInt32();
        if (count is <= 0 or > MostCheckIns || !Enum.IsDefined(key.Kind)) throw new FormatException("no channel");
        var channel = book.Recall(key, source, where);
        var checkIns = new CheckIn[count];
        for (var i = 0; i < count; i++) checkIns[i] = CheckIn.Read(reader);
        using var bars = new BinaryReader(new MemoryStream(reader.ReadBytes(ActivityBars.KeptBytes)));
        var hasPlaces = reader.BaseStream.Position < reader.BaseStream.Length;
        foreach (var checkIn in checkIns) channel.Add(hasPlaces ? checkIn with { Places = reader.ReadUInt32() } : checkIn);
        channel.Bars.Recall(bars); // what check-ins no longer kept were counted there too
        (channel.First, channel.Total, channel.Saved, channel.JudgeAt) = (first, total, total, judgeAt);
        channel.IsHabit = habit > 1 ? null : habit == 1;
        (channel.Told, channel.StoryId) = (told, story.Length > 0 ? story : null);
        return channel;
    }
}
