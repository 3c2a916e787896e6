using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>Judges how long, and how often, a host is connected with one destination; pure.</summary>
/// <param name="Risk">What the risk is made of.</param>
/// <param name="Severity">Follows from the risk.</param>
internal readonly record struct LongConnectionScore(RiskTally Risk, Severity Severity)
{
    private const double AllTogether = 0.7;      // many connections that follow each other count less than one that never closes
    private const double SentMore = 2;           // bytes out over bytes in from which data seem to leave
    private const long MuchSent = 1 << 20;       // bytes out below which the ratio says nothing
    private const int PerVisitor = 2, MostForVisitors = 20;   // points that others take away who go there…
    private const int PerHolder = 5, MostForHolders = 30;     // …and who stay connected as long
    private const int MediumFrom = 55, HighFrom = 85;

    /// <summary>The verdict on the time that the destination is connected to; null when there is nothing to tell.</summary>
    public static LongConnectionScore? OfOpenTime(LastingPair pair, LongConnectionContext context, LongConnectionOptions options)
    {
        var (longest, all) = (Points(pair.Longest, options), AllTogether * Points(pair.Hours?.Open ?? TimeSpan.Zero, options));
        if (Math.Max(longest, all) <= 0 || context.LastingService is not null) return null;
        var risk = new RiskTally().Add("open time", Math.Max(longest, all), longest >= all ? "one connection stays open" : "connections follow each other");
        return Weigh(risk, pair, context, options);
    }

    /// <summary>The verdict on the number of connections within a day; null when it is no strobe.</summary>
    public static LongConnectionScore? OfCount(LastingPair pair, LongConnectionContext context, LongConnectionOptions options)
    {
        if (pair.Hours is not { } hours || hours.Begun < options.StrobeConnections || context.LastingService is not null) return null;
        return Weigh(new RiskTally().Add("connections", 30, "more connections a day than people or ordinary programs make"), pair, context, options);
    }

    private static LongConnectionScore? Weigh(RiskTally risk, LastingPair pair, LongConnectionContext context, LongConnectionOptions options)
    {
        var common = Math.Max(Math.Min(MostForVisitors, PerVisitor * (context.Visitors - 1)), Math.Min(MostForHolders, PerHolder * (context.Holders - 1)));
        risk.AddIf(pair.Key.Name is null && pair.SawBegin, "no name", 15, "it goes to an address that no name was asked for")
            .AddIf(pair.Service is null && pair.SawBegin, "unknown protocol", 10, "no protocol that we know is spoken")
            .AddIf((pair.Key.Name is not null || pair.SawBegin) && context.Hosts >= options.HostsForRarity && context.Visitors == 1, "rare", 15, "no other host goes there")
            .AddIf(pair.BytesOut > MuchSent && pair.BytesOut > SentMore * pair.BytesIn, "sends more", 10, "more data go out than come back")
            .AddIf(common > 0, "common", -common, $"{context.Visitors} hosts go there, and {context.Holders} stay connected with it for so long")
            .AddIf(context.UsualKind is not null, "usual kind", -20, $"such connections are long by nature: {context.UsualKind}");
        if (risk.Sum < options.MinimumRisk) return null;
        return new LongConnectionScore(risk, risk.Sum >= HighFrom ? Severity.High : risk.Sum >= MediumFrom ? Severity.Medium : Severity.Low);
    }

    private static double Points(TimeSpan open, LongConnectionOptions options) =>
        open >= options.HalfDayOpen ? 40 : open >= options.VeryLongOpen ? 30 : open >= options.LongOpen ? 20 : open >= options.MinimumOpen ? 10 : 0;
}
