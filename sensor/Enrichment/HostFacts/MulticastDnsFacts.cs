using System.Globalization;
using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What hosts announce of themselves over multicast DNS: names, services (DNS-SD), and what TXT records say of model and maker.</summary>
public sealed class MulticastDnsFacts : HostFactSource<ServiceAnnouncementEvent>
{
    private const string Source = "mdns";
    private const string Local = ".local";
    private const int A = 1, Ptr = 12, Hinfo = 13, Txt = 16, Aaaa = 28, Srv = 33;

    /// <inheritdoc/>
    protected override void Read(ServiceAnnouncementEvent happened, FactWriter facts)
    {
        var sender = facts.For(Source, happened.Sender, happened.SenderMac);
        foreach (var record in happened.Records)
        {
            if (record.TimeToLive <= TimeSpan.Zero) continue; // taken back
            switch (record.Type)
            {
                case A or Aaaa when record.Address is { } address:
                    facts.For(Source, address, address == happened.Sender ? happened.SenderMac : default).Has(HostFactKind.Name, record.Owner, record.TimeToLive);
                    if (address != happened.Sender) sender.Has(HostFactKind.Attribute, $"announces={record.Owner} {address}");
                    break;
                case Ptr: Pointer(record, sender); break;
                case Srv: Service(record, sender); break;
                case Txt: Texts(record, sender); break;
                case Hinfo when record.Texts is { Count: >= 2 } texts: sender.Has(HostFactKind.OperatingSystem, texts[1]); break;
            }
        }
    }

    private static void Pointer(AnnouncedRecord record, HostFactSubject sender)
    {
        if (record.Target is not { } target || ServiceTypes.TypeOf(record.Owner) is not { } type || !IsInstanceOf(target, record.Owner)) return;
        sender.Has(HostFactKind.Service, type);
        sender.Has(HostFactKind.Attribute, $"instance={target[..^(record.Owner.Length + 1)]} {type}");
        sender.Has(HostFactKind.DeviceKind, ServiceTypes.DeviceKind(type));
    }

    private static void Service(AnnouncedRecord record, HostFactSubject sender)
    {
        if (ServiceTypes.TypeOf(record.Owner) is not { } type) return;
        sender.Has(HostFactKind.Service, type);
        sender.Has(HostFactKind.Service, string.Create(CultureInfo.InvariantCulture, $"{type} port {record.Port}"));
        sender.Has(HostFactKind.DeviceKind, ServiceTypes.DeviceKind(type));
        if (record.Target is { } host && host.EndsWith(Local, StringComparison.OrdinalIgnoreCase)) sender.Has(HostFactKind.Name, host);
    }

    private static void Texts(AnnouncedRecord record, HostFactSubject sender)
    {
        if (record.Texts is not { } texts || ServiceTypes.TypeOf(record.Owner) is not { } type) return;
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == text.Length - 1) continue;
            var (key, value) = (text[..equals], text[(equals + 1)..]);
            if (ServiceTypes.KindOfText(type, key) is { } kind) sender.Has(kind, kind == HostFactKind.Attribute ? $"{type} {key}={value}" : value);
        }
    }

    private static bool IsInstanceOf(string target, string owner) =>
        target.Length > owner.Length + 1 && target[target.Length - owner.Length - 1] == '.' && target.EndsWith(owner, StringComparison.OrdinalIgnoreCase);
}
