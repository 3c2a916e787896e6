using System.Globalization;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Connections;

/// <summary>What is remembered of a lasting connection: who opened it and how sure that is, when it began and was last heard of, and what it said when it began.</summary>
internal sealed record KeptConnection(IpAddr Originator, Timestamp Began, Timestamp Last, double Confidence, string? Name, string? NameSource, string? Service, string? Ja4)
{
    private const char Between = '\t'; // names of hosts and services have none

    /// <summary>Up to when it is saved; unset before.</summary>
    public Timestamp Saved { get; set; }

    /// <summary>Whether nothing but the time differs.</summary>
    public bool SaysTheSame(KeptConnection other) => this with { Last = other.Last, Saved = other.Saved } == other;

    /// <summary>As a line of text: address, nanoseconds, nanoseconds, 0 to 1, then the texts, empty where there is none.</summary>
    public byte[] Write() => Encoding.UTF8.GetBytes(string.Join(Between, Originator, Began.Nanoseconds.ToString(CultureInfo.InvariantCulture), Last.Nanoseconds.ToString(CultureInfo.InvariantCulture),
        Confidence.ToString("R", CultureInfo.InvariantCulture), Name?.Replace(Between, ' '), NameSource, Service, Ja4));

    /// <summary>Reads the line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static KeptConnection Read(ReadOnlySpan<byte> value)
    {
        if (Encoding.UTF8.GetString(value).Split(Between) is not [var originator, var began, var last, var confidence, var name, var source, var service, var ja4]) throw new FormatException("no connection");
        return new KeptConnection(IpAddr.Parse(originator), new Timestamp(long.Parse(began, CultureInfo.InvariantCulture)), new Timestamp(long.Parse(last, CultureInfo.InvariantCulture)), double.Parse(confidence, CultureInfo.InvariantCulture),
            Text(name), Text(source), Text(service), Text(ja4));
    }

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
