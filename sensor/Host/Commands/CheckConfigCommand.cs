using System.CommandLine;
using NetSensor.Host.Config;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor check-config FILE</c>.</summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The configuration (YAML)." };
        file.Validators.Add(Mistakes.RejectOptions);
        var command = new Command("check-config", "Say whether a configuration is right; else name file, line and fault.") { file };
        command.SetAction(parsed =>
        {
            ConfigReader.Read(parsed.GetValue(file)!);
            Console.Out.WriteLine($"{parsed.GetValue(file)}: good");
        });
        HelpWithExamples.Attach(command, $"""
            A configuration may hold (all of it optional):
              out: /var/log/netsensor                 folder for the logs
              home_networks: [10.0.0.0/8, fd00::/8]   addresses that are yours [default: all private space]
              zones:                                  parts of the network by name; conn.log and findings tell them
                dmz: 192.168.80.0/24
              flows:                                  limits and time-outs; times as 500ms, 5s, 10m, 2h
                tcp_inactivity: 5m
              enrichment:                             where facts about addresses come from
                country_database: GeoLite2-Country.mmdb   any country or city database of MaxMind's format, or none
                asn_database: GeoLite2-ASN.mmdb           any ASN database of that format, or none [default: none]
                vendors: oui.csv                          a registry of hardware prefixes [default: the one inside]

            All settings of flows: {string.Join(", ", FlowSettings.Names)}
            """);
        return command;
    }
}
