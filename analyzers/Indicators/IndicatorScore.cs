using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Events.Indicators;

namespace NetSensor.Analyzers.Indicators;

/// <summary>Judges a match; pure.</summary>
/// <param name="Risk">What the risk is made of.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Severity">Follows from the risk.</param>
internal readonly record struct IndicatorScore(RiskTally Risk, int Confidence, Severity Severity)
{
    private const int UnknownConfidence = 60;  // a list that says nothing of its confidence
    private const double ListWeight = 0.4;     // points for each point of confidence
    private const int MediumFrom = 45, HighFrom = 70;

    /// <summary>The verdict.</summary>
    public static IndicatorScore Of(Indicator indicator, Contact contact)
    {
        var sure = indicator.Confidence ?? UnknownConfidence;
        var risk = new RiskTally()
            .Add("list", ListWeight * sure, indicator.Confidence is null ? "the list does not say how sure it is" : "how sure the list is")
            .Add("kind", indicator.Kind switch
            {
                IndicatorKind.Url or IndicatorKind.Domain or IndicatorKind.Certificate => 25,
                IndicatorKind.Address => 20,
                IndicatorKind.Ja4 => 10,
                _ => 5,
            }, indicator.Kind is IndicatorKind.Ja3 or IndicatorKind.Ja4 or IndicatorKind.Network ? "many others share what it names" : "few others share what it names")
            .Add("contact", contact switch { Contact.Connected => 25, Contact.Entered => 15, Contact.Asked => 10, _ => 0 }, contact switch
            {
                Contact.Connected => "the host connected to it",
                Contact.Entered => "it came from outside and was answered",
                _ => "a name was asked for",
            });
        return new IndicatorScore(risk, sure, risk.Sum >= HighFrom ? Severity.High : risk.Sum >= MediumFrom ? Severity.Medium : Severity.Low);
    }
}
