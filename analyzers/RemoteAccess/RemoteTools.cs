using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Events;

namespace NetSensor.Analyzers.RemoteAccess;

/// <summary>By what programs for remote access are known, from the table beside this class.</summary>
internal static class RemoteTools
{
    private const string TorService = "tor";

    private static readonly NameTable<RemoteTool> Names = new();
    private static readonly Dictionary<(Transport, ushort), RemoteTool> Ports = [];
    private static readonly Dictionary<string, RemoteTool> Tools = [];

    static RemoteTools()
    {
        foreach (var row in DataFile.Rows("remote-tools.tsv", 4))
        {
            var kind = Enum.Parse<ToolKind>(row[3], ignoreCase: true);
            if (!Tools.TryGetValue(row[2], out var tool)) Tools.Add(row[2], tool = new RemoteTool(row[2], kind));
            switch (row[0])
            {
                case "name": Names.Add(row[1], tool); break;
                case "tcp" or "udp": Ports.Add((row[0] == "tcp" ? Transport.Tcp : Transport.Udp, ushort.Parse(row[1], CultureInfo.InvariantCulture)), tool); break;
                case "service" when row[1] == TorService: break;
                default: throw new InvalidOperationException($"remote-tools.tsv: no kind '{row[0]}'");
            }
        }
    }

    /// <summary>What is told when a flow has the shape of Tor's.</summary>
    public static RemoteTool Tor => Tools["Tor"];

    /// <summary>The program behind the name; null when it is none.</summary>
    public static RemoteTool? OfName(string? name) => name is not null && Names.TryFind(HashedNames.OfThread.Of(name), out var tool) ? tool : null;

    /// <summary>The program whose servers listen on this port; null when it is none.</summary>
    public static RemoteTool? OfPort(Transport transport, ushort port) => Ports.GetValueOrDefault((transport, port));

    /// <summary>The program of this name; null when there is none.</summary>
    public static RemoteTool? OfMemory(string program) => Tools.GetValueOrDefault(program);

    /// <summary>Whether the services of a flow name Tor.</summary>
    public static bool IsTor(string? service) => service is not null && service.Contains(TorService, StringComparison.Ordinal) && service.Split(',').Contains(TorService);
}
