using NetSensor.Events;

namespace NetSensor.Analyzers.Desk;

/// <summary>Says in a sentence what else is known of the hosts of a finding.</summary>
internal static class RelatedText
{
    private const int MostNamed = 3; // in the sentence; the list has all

    /// <summary>The sentences with a blank before each; empty when nothing else is known.</summary>
    public static string Of(IReadOnlyList<RelatedFinding> related) =>
        Sentence("Also seen on this host", [.. related.Where(other => !other.OfTarget)]) + Sentence("Seen on its target", [.. related.Where(other => other.OfTarget)]);

    private static string Sentence(string beginning, List<RelatedFinding> related)
    {
        if (related.Count == 0) return "";
        var named = string.Join("; ", related.Take(MostNamed).Select(other => $"{other.Detector} ({other.Severity.ToString().ToLowerInvariant()}), {other.Title}"));
        return $" {beginning}: {named}{(related.Count > MostNamed ? $"; and {related.Count - MostNamed} more" : "")}.";
    }
}
