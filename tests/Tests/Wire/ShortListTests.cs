using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class ShortListTests
{
    [Fact]
    public void It_holds_what_a_list_would()
    {
        var list = new ShortList<string>();
        var expected = new List<string>();
        var random = new Random(11);
        for (var turn = 0; turn < 5_000; turn++)
        {
            var text = turn.ToString(System.Globalization.CultureInfo.InvariantCulture);
            switch (random.Next(5))
            {
                case 0:
                    list.Add(text);
                    expected.Add(text);
                    break;
                case 1:
                    var place = random.Next(expected.Count + 1);
                    list.Insert(place, text);
                    expected.Insert(place, text);
                    break;
                case 2 when expected.Count > 0:
                    var gone = random.Next(expected.Count);
                    list.RemoveAt(gone);
                    expected.RemoveAt(gone);
                    break;
                case 3:
                    string[] several = [text, "also " + text];
                    list.AddRange(several);
                    expected.AddRange(several);
                    break;
                case 4 when random.Next(50) == 0:
                    list.Clear();
                    expected.Clear();
                    break;
                case 4 when random.Next(10) == 0:
                    list.RemoveAll(entry => entry.Length % 2 == turn % 2);
                    expected.RemoveAll(entry => entry.Length % 2 == turn % 2);
                    break;
            }
            Assert.Equal(expected, list.All.ToArray());
        }
        Assert.NotEmpty(expected);
        Assert.Equal(expected[^1], list[^1]);
    }

    [Fact]
    public void An_empty_one_may_be_asked_and_given_nothing()
    {
        var list = new ShortList<long>();
        list.AddRange([]);
        list.RemoveAll(_ => true);
        Assert.Equal(0, list.Count);
        Assert.True(list.All.IsEmpty);
    }
}
