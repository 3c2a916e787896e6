using NetSensor.Tests.Support;
using Xunit.Abstractions;

namespace NetSensor.Tests.Protocols.DceRpc;

/// <summary>dce_rpc.log against Zeek's.</summary>
public sealed class DceRpcAgreementTests(ITestOutputHelper output)
{
    [CorpusFact]
    public void Fields_equal_those_of_Zeek()
    {
        var rows = new ZeekRows("dce_rpc", "operation");
        rows.Compare();
        output.WriteLine($"{rows.Paired} of {rows.Rows} rows, fields that both carry: {rows.Agreement:P2} equal");
        foreach (var difference in rows.Differences) output.WriteLine(difference);
        Assert.True(rows.Agreement >= 0.99, $"{rows.Agreement:P2}");
        Assert.True(rows.Paired >= rows.Rows * 0.99, $"{rows.Paired} of {rows.Rows}");
    }
}
