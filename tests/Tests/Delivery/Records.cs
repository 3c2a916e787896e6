using System.Text;
using NetSensor.Export.Delivery;
using NetSensor.Wire;

namespace NetSensor.Tests.Delivery;

/// <summary>Records to deliver, numbered.</summary>
internal static class Records
{
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_800_000_000);

    /// <summary>The finding of this number, with as many letters of filling.</summary>
    public static DeliveryRecord Finding(int number, int filling = 0, DateTimeOffset? taken = null) => new()
    {
        Id = IdOf(number), Log = DeliveryRecord.Findings, Severity = 4, Time = Noon + TimeSpan.FromSeconds(number), Taken = taken ?? TimeProvider.System.GetUtcNow(),
        Json = Encoding.UTF8.GetBytes($$$"""{"class_uid":2004,"metadata":{"uid":"{{{IdOf(number)}}}"},"finding_info":{"title":"finding {{{number}}}"},"message":"{{{new string('x', filling)}}}"}"""),
    };

    /// <summary>The line of this number in conn.log.</summary>
    public static DeliveryRecord Line(int number, int filling = 0) => Finding(number, filling) with
    {
        Log = "conn", Severity = 1,
        Json = Encoding.UTF8.GetBytes($$"""{"ts":1800000000.000001,"uid":"C{{number}}","id.orig_h":"10.0.0.{{number % 250}}","id.orig_p":40000,"id.resp_h":"192.0.2.1","id.resp_p":443,"proto":"tcp","note":"{{new string('x', filling)}}"}"""),
    };

    /// <summary>Its id.</summary>
    public static string IdOf(int number) => $"finding-{number:D6}-1";

    /// <summary>The ids from this number on.</summary>
    public static IEnumerable<string> Ids(int first, int count) => Enumerable.Range(first, count).Select(IdOf);
}
