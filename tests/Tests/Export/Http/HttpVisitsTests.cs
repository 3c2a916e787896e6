using System.Net;
using System.Net.Sockets;
using NetSensor.Export.Http;

namespace NetSensor.Tests.Export.Http;

/// <summary>Who makes room when all places are taken.</summary>
public sealed class HttpVisitsTests
{
    private readonly HttpVisits _visits = new(3);

    [Fact]
    public void While_there_is_room_nobody_goes()
    {
        HttpVisit[] all = [Come(1), Come(1), Come(2)];
        Assert.DoesNotContain(all, IsCutOff);
        Assert.Equal(0, _visits.CutOff);
    }

    [Fact]
    public void Of_the_address_that_has_most_silent_ones_goes_who_came_first()
    {
        HttpVisit[] all = [Come(1), Come(2), Come(2), Come(3)];
        Assert.Equal([false, true, false, false], all.Select(IsCutOff));
        Assert.Equal(1, _visits.CutOff);
    }

    [Fact]
    public void Who_has_asked_goes_last()
    {
        HttpVisit[] asked = [Come(1), Come(1)];
        foreach (var visit in asked) _visits.NoteRequest(visit);
        HttpVisit[] silent = [Come(2), Come(3)];
        Assert.Equal([true, false], silent.Select(IsCutOff));
        Assert.DoesNotContain(asked, IsCutOff);
    }

    [Fact]
    public void When_all_have_asked_who_is_longest_about_it_goes()
    {
        HttpVisit[] asked = [Come(1), Come(2), Come(3)];
        foreach (var visit in asked) _visits.NoteRequest(visit);
        Come(4);
        Assert.Equal([true, false, false], asked.Select(IsCutOff));
    }

    [Fact]
    public void Who_goes_by_himself_leaves_his_place()
    {
        HttpVisit[] all = [Come(1), Come(2), Come(3)];
        _visits.Remove(all[1]);
        Come(4);
        Assert.Equal(0, _visits.CutOff);
    }

    private HttpVisit Come(int from)
    {
        var visit = new HttpVisit(new Socket(SocketType.Stream, ProtocolType.Tcp), new IPAddress([192, 0, 2, (byte)from]));
        _visits.Add(visit);
        return visit;
    }

    private static bool IsCutOff(HttpVisit visit) => visit.Client.SafeHandle.IsClosed;
}
