using System.Text;
using NetSensor.Analyzers;
using NetSensor.Analyzers.Desk;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Flows;
using NetSensor.Recording;

namespace NetSensor.Host.Config;

/// <summary>
/// The commented example: every setting there is, its default behind a <c>#</c>, and what it means. Written from the code, so that it cannot lie;
/// docs/netsensor.yaml is its output, and a test compares them.
/// </summary>
internal static class ExampleConfig
{
    private const int Width = 120; // columns of a comment

    private const string Head = """
        # NetSensor's configuration: every setting, what it means, and what holds when it is not set.
        # Take the '#' from a line and change its value; leave out what you do not need. 'netsensor check-config FILE' finds mistakes.
        # Times are written as 500ms, 5s, 10m, 2h or 1d.

        # What 'run' listens on; its command line wins over this.
        capture:
          # Interfaces; 'netsensor interfaces' lists them.
          #interfaces: [eth1]
          # Only packets that this expression accepts (pcap-filter(7)). When nobody says: all.
          #filter: not host 10.0.0.9
          # Cores that share each interface. Allowed: 1 to 64.
          #workers: 1
          # Memory between kernel and sensor in MiB, per worker. Higher: longer bursts survive without a drop. Allowed: 2 to 16384.
          #ring_mib: 64
          # Bytes kept of each packet. Lower: less memory, and what lies behind is lost to the parsers. Allowed: 64 to 262144.
          #snaplen: 65535
          # Account that a sensor started as root becomes once the interfaces are open. When nobody says: it stays who it is.
          #user: netsensor
          # Whether frames that are addressed to others are taken in, as a mirror port delivers them.
          #promiscuous: true

        # Pages of a sensor that listens: /metrics for Prometheus; /health and /ready, which give their reasons as JSON.
        metrics:
          # Address and port, or off. An address that is no loopback needs TLS and a token.
          #listen: 127.0.0.1:9477
          # Files with the certificate and those between it and its root (PEM), and with its key.
          #certificate_file: none
          #key_file: none
          # File with the token that clients send ('Authorization: Bearer …').
          #token_file: none
          # Silence after which a link that is up makes the sensor unhealthy. Allowed: 1s to 7d.
          #quiet_after: 5m

        # Socket that 'netsensor reload' asks, or none. When nobody says: control.sock beside the logs. Only the sensor's own user may open it.
        # A reload (or SIGHUP) takes in exceptions, exporters, indicators and roster; what else changed is named and holds from the next start on.
        #control: /run/netsensor/control.sock

        # Folder for the logs.
        #out: netsensor-out

        # Addresses that are yours, as a list of blocks. When nobody says: all private space.
        #home_networks: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7]

        # Parts of your network by name; logs and findings tell them, detectors learn by them. Of blocks within blocks the smallest decides.
        zones:
          #dmz: 192.168.80.0/24
          #guest: [192.168.90.0/24, fd00:90::/64]

        # Where facts about addresses come from; files, or none.
        enrichment:
          # Country or city database in MaxMind's format. When nobody says: the one beside the program.
          #country_database: none
          # Database of autonomous systems in that format.
          #asn_database: none
          # Registry of hardware vendors (IEEE's CSV). When nobody says: the one inside the program.
          #vendors: none
          # Whether a sensor that listens asks the reverse DNS for names of responders that have none: off, internal (of home_networks), or all.
          # All tells whoever serves the names of outside addresses that somebody looks at them. Replays never ask.
          #reverse_names: off

        # The managed machines, as EDR, directory or CMDB export them (CSV or JSON): devices that are not among them are unmanaged.
        roster:
          # The file; read again when it changes.
          #file: none
          # Or the HTTPS address from which the list is fetched.
          #url: none
          # File with the bearer token for that address. When nobody says: the variable NETSENSOR_ROSTER_TOKEN.
          #token_file: none
          # File with the certificates (PEM) that may vouch for that address. When nobody says: those of the system.
          #ca_file: none
          # File in which the list that was fetched last is kept, for when the address does not answer.
          #cache_file: none
          # Time between two fetches. Higher: fewer requests, new machines are taken for unmanaged for longer.
          #refresh_every: 1h
          # Time that a device may be on the network unmanaged, or a machine's agent silent, before that is a finding.
          #grace: 1d

        # Files of indicators, as a list, or none: plain lists, CSV, STIX 2.1 bundles, MISP events. What is wrong inside one is told; the rest is used.
        #indicators: none

        # File in which 'run' keeps what it learnt over a restart, or none. When nobody says: state.sqlite beside the logs. 'replay' keeps nothing
        # but with --state.
        #state: /var/lib/netsensor/state.sqlite
        # What is not used for this long is forgotten. Allowed: 1h to 3650d.
        #state_keep: 90d
        # How often what was learnt is written. Higher: a kill costs more of it. Allowed: 100ms to 1h.
        #state_save_every: 30s
        # Most entries of one learner, and most MiB of the file; what was not used for longest goes first, and is counted.
        #state_max_entries: 250000
        #state_max_mib: 512
        """;

    private const string Exporters = """

        # Folder of what exporters have still to deliver. When nobody says: spool beside the logs.
        #spool: /var/lib/netsensor/spool

        # To whom findings, and lines of logs by choice, are delivered: several at once, each with a spool of its own on disk.
        # Each has a name and a type; 'run' delivers, 'replay' with --deliver.
        exporters:
        """;

    /// <summary>Settings without which an exporter cannot be, with examples.</summary>
    private static readonly Dictionary<string, string> Required = new(StringComparer.Ordinal)
    {
        ["https.url"] = "https://xdr.example/ingest",
        ["syslog.address"] = "siem.example:6514",
        ["amqp.url"] = "amqps://broker.example/",
        ["elasticsearch.url"] = "https://elastic.example:9200",
        ["file.file"] = "/var/lib/netsensor/findings.jsonl",
    };

    private const string Exceptions = """

        # What is not to be told: what (detector, technique), where (source, destination; all kinds that are named must fit, of each kind one),
        # until when, who answers for it, and why. 'netsensor exceptions preview' says what it would have hidden.
        exceptions:
          #- name: nightly backup
          #  detector: beaconing
          #  technique: [T1071, T1041]
          #  source: {address: [10.0.0.5, 10.1.0.0/16], host: backup01, device: 0a1b2c3d4e5f, zone: internal}
          #  destination: {address: 198.51.100.0/24, domain: backup.example, port: 443}
          #  expires: 2027-03-31          # required; the last day, UTC
          #  owner: alice@example.com     # required
          #  reason: copies to the cloud every hour   # required
          #  max_severity: medium         # the worst that it may hide: informational, low, medium, high, critical

        # A file with more of them, in the same form, or none.
        #exceptions_file: none
        """;

    /// <summary>The whole file.</summary>
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        text.Append("\n# Limits and time-outs of flows.\nflows:\n");
        WriteOptions(text, new FlowOptions(), 1);
        text.Append("\n# The detectors: 'netsensor detectors' tells more about each. 'enabled: false' silences one.\ndetectors:\n");
        foreach (var entry in DetectorCatalog.All)
        {
            text.Append($"  # {entry.Info.Summary}.\n  {entry.Info.Name}:\n    #{DetectorSettings.Enabled}: true\n");
            WriteOptions(text, entry.Defaults, 2);
        }
        text.Append("\n# What happens to findings before they are told.\nfindings:\n");
        WriteOptions(text, new DeskOptions(), 1);
        text.Append("\n# The packets that prove a finding, saved as pcapng into the folder 'evidence' beside the logs ('run', and 'replay --evidence').\nevidence:\n");
        WriteOptions(text, new EvidenceOptions(), 1);
        text.Append(Exporters.ReplaceLineEndings("\n")).Append('\n');
        foreach (var type in ReceiverCatalog.All) WriteExporter(text, type);
        text.Append(Exceptions.ReplaceLineEndings("\n")).Append('\n');
        return text.ToString();
    }

    private static void WriteExporter(StringBuilder text, ReceiverType type)
    {
        text.Append($"  # {type.Summary}\n  #- name: my-{type.Name}\n  #  type: {type.Name}\n");
        WriteExporterOptions(text, type.Name, type.Defaults, "  #  ");
    }

    private static void WriteExporterOptions(StringBuilder text, string path, object record, string indent)
    {
        foreach (var option in OptionProperty.Of(record))
        {
            var allowed = option is { Allowed: { } range, Kind: not OptionKind.Truth } ? $" Allowed: {range}." : "";
            foreach (var line in Paragraph.Wrap(OptionTexts.Of(option) + allowed, Width - indent.Length - 2)) text.Append($"{indent}# {line}\n");
            if (option.Kind == OptionKind.Block)
            {
                text.Append($"{indent}{option.Name}:\n");
                WriteExporterOptions(text, $"{path}.{option.Name}", option.Standard!, indent + "  ");
            }
            else text.Append($"{indent}{option.Name}: {Required.GetValueOrDefault($"{path}.{option.Name}") ?? option.Write(option.Standard)}\n");
        }
    }

    private static void WriteOptions(StringBuilder text, object record, int depth)
    {
        var indent = new string(' ', 2 * depth);
        foreach (var option in OptionProperty.Of(record))
        {
            var allowed = option is { Allowed: { } range, Kind: not OptionKind.Truth } ? $" Allowed: {range}." : "";
            foreach (var line in Paragraph.Wrap(OptionTexts.Of(option) + allowed, Width - indent.Length - 2)) text.Append($"{indent}# {line}\n");
            if (option.Kind == OptionKind.Block)
            {
                text.Append($"{indent}{option.Name}:\n");
                WriteOptions(text, option.Standard!, depth + 1);
            }
            else text.Append($"{indent}#{option.Name}: {option.Write(option.Standard)}\n");
        }
    }
}
