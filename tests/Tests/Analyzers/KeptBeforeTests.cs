using System.Text;
using NetSensor.Analyzers;
using NetSensor.Events;

namespace NetSensor.Tests.Analyzers;

/// <summary>What a state file of an earlier version holds is taken back, as long as the memory's version is the same.</summary>
public sealed class KeptBeforeTests
{
    private const string Profile = """{"observations":[1.5,1700000000000000000],"awake":[2,1700000000000000000],"countries":{"US":{"weight":[1,1700000000000000000],"times":2,"first":1,"last":2}},"systems":[1],"domains":[2]}""";

    [Theory]
    [InlineData("exfiltration", "since", "1700000000000000000")]
    [InlineData("exfiltration", "host/10.0.0.1", """{"hours":[1000,2000.5],"days":[3000],"hour":470000,"hour_out":5,"day_out":6,"destinations":[1,4294967295]}""")]
    [InlineData("exfiltration", "channel/10.0.0.1/0000ffff", """{"first":1700000000000000000,"is_new":true,"told":1,"told_severity":3,"told_bytes":5000000,"days":[[19000,1,2]]}""")]
    [InlineData("unusual-country", "since", "1700000000000000000")]
    [InlineData("unusual-country", "host/10.0.0.1", Profile)]
    [InlineData("unusual-country", "group/role/Server", Profile)]
    [InlineData("thing-habit", "00aa11bb22cc33dd", """{"since":1700000000000000000,"awake":[1,1700000000000000000],"largest_hour":5,"addresses":["10.0.0.9"],"habits":[[1,"00000000000000ff",[1,1700000000000000000],3]]}""")]
    public void What_an_earlier_version_kept_is_taken_back(string name, string key, string value)
    {
        var learner = DetectorCatalog.CreateAll().OfType<ILearner>().Single(detector => detector.MemoryName == name);
        Assert.Equal(1, learner.MemoryVersion);
        learner.Recall(key, Encoding.UTF8.GetBytes(value)); // throws what it does not understand
    }
}
