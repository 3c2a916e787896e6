using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>Services whose connections stay open by design, from the table beside this class.</summary>
internal static class LastingServices
{
    private const string Any = "*";

    private static readonly NameTable<string> ByName = new();
    private static readonly Dictionary<(Transport, ushort), string> ByPort = [];
    private static readonly Dictionary<string, string> ByService = [];

    static LastingServices()
    {
        foreach (var row in DataFile.Rows("lasting-services.tsv", 3))
        {
            switch (row[0])
            {
                case "name": ByName.Add(row[1], row[2]); break;
                case "service": ByService.Add(row[1], row[2]); break;
                case "tcp" or "udp":
                    ByPort.Add((row[0] == "tcp" ? Transport.Tcp : Transport.Udp, ushort.Parse(row[1], CultureInfo.InvariantCulture)), row[2]);
                    break;
                default: throw new InvalidOperationException($"lasting-services.tsv: no kind '{row[0]}'");
            }
        }
    }

    /// <summary>What the named service is, when its connections are known to stay open.</summary>
    public static string? OfName(string? name) => name is not null && ByName.TryFind(HashedNames.OfThread.Of(name), out var what) ? what : null;

    /// <summary>What the service or port is for, when people and machines stay connected to such (administration, VPN, mail, messages).</summary>
    public static string? OfKind(string? service, Transport transport, ushort port)
    {
        foreach (var part in (service ?? Any).Split(','))
            if (ByService.TryGetValue(part, out var what)) return what;
        return ByPort.GetValueOrDefault((transport, port));
    }
}
