using System.Diagnostics.Metrics;
using System.Text;

namespace NetSensor.Export.Metrics;

/// <summary>
/// What an instrument is called for Prometheus, by the rules of OpenTelemetry's compatibility specification: dots become underscores, the unit and
/// <c>_total</c> stand at the end. Our own instruments have such names already; those of the runtime ("dotnet.gc.pause.time") get them here.
/// </summary>
internal static class PrometheusName
{
    /// <summary>The name.</summary>
    public static string Of(Instrument instrument)
    {
        var name = new StringBuilder(instrument.Name.Length + 16);
        foreach (var letter in instrument.Name) name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '_' or ':' ? letter : '_');
        if (UnitOf(instrument.Unit) is { } unit) AppendOnce(name, unit);
        if (IsCounter(instrument)) AppendOnce(name, "_total");
        return name.ToString();
    }

    /// <summary>Whether its name would end as those of histograms do ("dotnet.timer.count"), which Prometheus advises against.</summary>
    public static bool IsReserved(Instrument instrument) => instrument.Name.EndsWith(".count", StringComparison.Ordinal);

    /// <summary>Whether it only grows.</summary>
    public static bool IsCounter(Instrument instrument) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ObservableCounter<>);

    private static string? UnitOf(string? unit) => unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => null, // a count of something, "{collection}"
    };

    private static void AppendOnce(StringBuilder name, string ending)
    {
        if (!name.ToString().EndsWith(ending, StringComparison.Ordinal)) name.Append(ending);
    }
}
