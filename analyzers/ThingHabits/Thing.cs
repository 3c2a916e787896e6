using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>A device with a purpose of its own, and its habits.</summary>
internal sealed class Thing(string id, ThingHabitOptions options) : IKept
{
    /// <summary>Id of the device.</summary>
    public string Id { get; } = id;

    /// <summary>What it is; null after a restart until the inventory tells it again.</summary>
    public Device? Device { get; set; }

    /// <summary>Its addresses, as far as they were told.</summary>
    public IReadOnlyList<IpAddr> Addresses { get; set; } = [];

    /// <summary>When it was first seen at work; null before.</summary>
    public Timestamp? Since { get; set; }

    /// <summary>What it does.</summary>
    public Habits Habits { get; } = new(options);

    /// <summary>What it sends.</summary>
    public UploadHours Uploads { get; } = new();

    /// <summary>What it does now that it never did; null when nothing.</summary>
    public ThingStory? Story { get; set; }

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <inheritdoc/>
    public Timestamp Last => Habits.Awake.At;

    /// <summary>The thing as it is kept.</summary>
    public KeptThing Keep() => new(Since ?? Habits.Awake.At, Habits.Awake, Math.Max(Uploads.Largest, Uploads.Current), [.. Addresses], [.. Habits.All], Story?.Keep());

    /// <summary>Takes back what was kept.</summary>
    public void Recall(KeptThing kept)
    {
        (Since, Addresses, Habits.Awake, Uploads.Largest) = (kept.Since, kept.Addresses, kept.Awake, kept.LargestHour);
        foreach (var habit in kept.Habits) Habits.Recall(habit);
        Story = kept.Story is { } story ? ThingStory.Again(story) : null;
    }

    /// <summary>Whether enough is known to wonder.</summary>
    public bool IsEstablished(Timestamp now) =>
        Since is { } since && now - since >= options.LearningPeriod && Habits.Awake.WeightAt(now, options.HalfLife) >= options.MinimumObservations;

    /// <summary>What people call it.</summary>
    public string Words(IpAddr address) => $"{Device?.Name ?? address.ToString()} ({Device?.Kind ?? "thing"})";
}
