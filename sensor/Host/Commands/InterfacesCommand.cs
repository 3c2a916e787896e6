using System.CommandLine;
using System.Net.NetworkInformation;
using NetSensor.Host.Summary;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor interfaces</c>: what there is to listen on.</summary>
internal static class InterfacesCommand
{
    private const long Mega = 1_000_000;
    private const long UnknownSpeed = uint.MaxValue; // SPEED_UNKNOWN of ethtool(8), -1, as virtual cards tell it

    public static Command Create()
    {
        var command = new Command("interfaces", "List the network interfaces of this machine.");
        command.SetAction(_ => Terminal.Print([List()]));
        return command;
    }

    private static ReportTable List()
    {
        var table = new ReportTable("Interfaces", "name", "state", "Mbit/s>", "hardware address", "addresses");
        foreach (var card in NetworkInterface.GetAllNetworkInterfaces().OrderBy(card => card.Name, StringComparer.Ordinal))
            table.Add(card.Name, card.OperationalStatus.ToString().ToLowerInvariant(), Speed(card), HardwareAddress(card), Addresses(card));
        return table;
    }

    private static string Speed(NetworkInterface card) => card.Speed > 0 && card.Speed / Mega < UnknownSpeed ? (card.Speed / Mega).ToString() : "";

    private static string HardwareAddress(NetworkInterface card) =>
        string.Join(':', card.GetPhysicalAddress().GetAddressBytes().Select(octet => octet.ToString("x2")));

    private static string Addresses(NetworkInterface card) =>
        string.Join(", ", card.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address.ToString()));
}
