using NetSensor.Events;

namespace NetSensor.Analyzers.Exceptions;

/// <summary>All exceptions of a run with what each did. The first that covers a finding hides it.</summary>
public sealed class FindingExceptions(IReadOnlyList<FindingException> exceptions)
{
    /// <summary>No exceptions.</summary>
    public static FindingExceptions None => new([]);

    /// <summary>What each did, in the order in which they are asked.</summary>
    public IReadOnlyList<ExceptionTally> Tallies { get; } = [.. exceptions.Select(exception => new ExceptionTally(exception))];

    /// <summary>Whether one hides this finding.</summary>
    public bool Hide(Detection found) => WhoHides(found) is not null;

    /// <summary>The one that hides this finding; null when it is to be told.</summary>
    public ExceptionTally? WhoHides(Detection found)
    {
        foreach (var tally in Tallies)
            if (tally.Hides(found)) return tally;
        return null;
    }
}
