using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exposure;

/// <summary>What was seen of a host that makes it easy prey.</summary>
internal sealed class Exposed(IpAddr host, string what, string title, Timestamp time)
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

    /// <summary>When it is told.</summary>
    public Telling Telling;
}
