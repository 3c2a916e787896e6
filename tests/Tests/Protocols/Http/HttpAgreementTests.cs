using NetSensor.Tests.Support;
using Xunit.Abstractions;

namespace NetSensor.Tests.Protocols.Http;

/// <summary>http.log against Zeek's.</summary>
public sealed class HttpAgreementTests(ITestOutputHelper output)
{
    [CorpusFact]
    public void Fields_equal_those_of_Zeek()
    {
        var rows = new ZeekRows("http", "trans_depth");
        rows.Compare();
        output.WriteLine($"{rows.Paired} of {rows.Rows} rows, fields that both carry: {rows.Agreement:P2} equal");
        foreach (var (field, (both, equal)) in rows.Fields) output.WriteLine($"{field,-20} {equal} of {both}");
        foreach (var difference in rows.Differences) output.WriteLine(difference);
        Assert.True(rows.Agreement >= 0.98, $"{rows.Agreement:P2}");
        Assert.True(rows.Paired >= rows.Rows * 0.95, $"{rows.Paired} of {rows.Rows}");
    }
}
