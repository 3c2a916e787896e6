using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exposure;

/// <summary>What was seen of a host that makes it easy prey.</summary>
internal sealed class Exposed(IpAddr host, string what, string title, Timestamp time) : IKept
{
    private const int MostAccounts = 16; // that are named; a mail server has thousands

    /// <summary>The host.</summary>
    public IpAddr Host { get; } = host;

    /// <summary>What it is, in a word that stays the same.</summary>
    public string What { get; } = what;

    /// <summary>What it is, for people.</summary>
    public string Title { get; } = title;

    /// <summary>When it was seen.</summary>
    public Timestamp Time { get; } = time;

    /// <summary>The device's id; null where only the address is known.</summary>
    public string? Entity { get; init; }

    /// <summary>The flow that showed it.</summary>
    public FlowIdentity? Flow { get; init; }

    /// <summary>The flow that showed it and that the host opened itself, so that nobody else has a part in it.</summary>
    public FlowIdentity? Opened { get; init; }

    /// <summary>The host's port.</summary>
    public int? Port { get; init; }

    /// <summary>Numbers that are told beside it.</summary>
    public IReadOnlyList<Evidence> Numbers { get; init; } = [];

    /// <summary>The account that was seen.</summary>
    public string? Account { get; init; }

    /// <summary>All accounts so far, the first ones.</summary>
    public AccountList Accounts { get; } = new(MostAccounts);

    /// <inheritdoc/>
    public Timestamp Last { get; set; } = time;

    /// <inheritdoc/>
    public bool IsUnsaved { get; set; }

    /// <summary>What tells it apart: whose it is, and what.</summary>
    public string Key => $"{Entity ?? Host.ToString()} {What}";

    /// <summary>When it is told.</summary>
    public Telling Telling;

    /// <summary>As it is kept over a restart.</summary>
    public KeptExposure Keep() => new(Host, What, Title, Time, [.. Accounts]) { Entity = Entity, Told = KeptTelling.Of(Telling) };

    /// <summary>What was told, again.</summary>
    public static Exposed Again(KeptExposure kept)
    {
        var exposed = new Exposed(kept.Host, kept.What, kept.Title, kept.Time) { Entity = kept.Entity, Telling = KeptTelling.Again(kept.Told) };
        foreach (var account in kept.Accounts) exposed.Accounts.Add(account);
        return exposed;
    }
}
