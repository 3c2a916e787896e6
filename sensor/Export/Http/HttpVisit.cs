using System.Net;
using System.Net.Sockets;

namespace NetSensor.Export.Http;

/// <summary>A client of the pages, from its connection to the end of its answer.</summary>
/// <param name="client">Its connection; closed with the visit.</param>
/// <param name="from">Its address.</param>
internal sealed class HttpVisit(Socket client, IPAddress from) : IDisposable
{
    /// <summary>Its connection.</summary>
    public Socket Client { get; } = client;

    /// <summary>Its address.</summary>
    public IPAddress From { get; } = from;

    /// <summary>Whether its request is there; until then it has only taken a place.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Hangs up, whatever it was about to say.</summary>
    public void Dispose() => Client.Dispose();
}
