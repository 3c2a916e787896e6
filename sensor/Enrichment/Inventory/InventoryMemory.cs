using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>Devices and their addresses as they are kept over a restart: a value of JSON for each device, under the address that tells it apart.</summary>
internal static class InventoryMemory
{
    /// <summary>Version of the layout.</summary>
    public const int Version = 1;

    private const string MacKey = "mac/", AddressKey = "ip/";

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, // of classes; Read looks at the structs
        Converters = { EnumNames<BindingSource>(), EnumNames<HostFactKind>(), EnumNames<Transport>() },
        TypeInfoResolver = KeptDevices.Default,
    };

    private static readonly JsonTypeInfo<KeptDevice> KeptAs = (JsonTypeInfo<KeptDevice>)Layout.GetTypeInfo(typeof(KeptDevice));

    /// <summary>Tells which devices changed and which are gone since the last call.</summary>
    public static void Save((DeviceTable Devices, AddressBook Book) known, IMemory memory) => known.Devices.TellUnsaved(memory,
        device =>
        {
            if (!memory.KeepsNothing) memory.Keep(KeyOf(device.Key), JsonSerializer.SerializeToUtf8Bytes(Of(device, known.Book), KeptAs), device.LastSeen);
        },
        key => memory.Forget(KeyOf(key)));

    /// <summary>Takes a device back, with its addresses; all or nothing.</summary>
    /// <exception cref="FormatException">It was kept by somebody else, or is damaged.</exception>
    public static KnownDevice Recall((DeviceTable Devices, AddressBook Book) known, string key, ReadOnlySpan<byte> value)
    {
        var kept = Read(key, value);
        var deviceKey = KeyFrom(key);
        var addresses = kept.Addresses.Select(address => new DeviceAddress(IpAddr.Parse(address.Text), new Timestamp(address.FirstSeen), new Timestamp(address.LastSeen))).ToArray();
        var claims = kept.Claims.Select(Of).ToArray();
        var logons = kept.Users.Select(user => new Logon(new Timestamp(user.From), user.Name, user.IsOfDomain, IpAddr.Parse(user.Via))).ToArray();
        var offers = kept.Services.Select(Of).ToArray();
        var device = known.Devices.Recall(deviceKey, new Timestamp(kept.FirstSeen), new Timestamp(kept.LastSeen))
            ?? throw new FormatException($"device '{key}' was kept twice");

        device.Recall(addresses, claims, logons, kept.Forwards);
        foreach (var offer in offers) device.Offers.Recall(offer);
        for (var i = 0; i < addresses.Length; i++)
            foreach (var held in kept.Addresses[i].Held) known.Book.Recall(addresses[i].Address, Of(held, device));
        if (kept.Forwards && !deviceKey.IsRouted) known.Book.RecallForwarding(deviceKey.Mac);
        if (kept.Told is { } told) device.RecallTold(() => Of(told, device));
        if (kept.IsWaiting || kept.Told is null) known.Devices.Changed(device); // the sensor ended before it could tell
        return device;
    }

    private static KeptDevice Read(string key, ReadOnlySpan<byte> value)
    {
        try
        {
            var kept = JsonSerializer.Deserialize(value, KeptAs);
            var isWhole = kept is not null && kept.Addresses.All(address => address is { Text: not null, Held: not null })
                && kept.Claims.All(claim => claim is { Value: not null, Source: not null }) && kept.Users.All(user => user is { Name: not null, Via: not null })
                && kept.Services.All(service => service is { At: not null, Peers: not null });
            return isWhole ? kept! : throw new FormatException($"no whole device under '{key}'");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"no device under '{key}'", fault);
        }
    }

    private static JsonStringEnumConverter<TEnum> EnumNames<TEnum>() where TEnum : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

    private static string KeyOf(DeviceKey key) => key.IsRouted ? AddressKey + key.Address : MacKey + key.Mac;

    private static DeviceKey KeyFrom(string key)
    {
        if (key.StartsWith(AddressKey, StringComparison.Ordinal)) return DeviceKey.Of(IpAddr.Parse(key[AddressKey.Length..]));
        return key.StartsWith(MacKey, StringComparison.Ordinal) && MacAddress.TryParse(key.AsSpan(MacKey.Length), out var mac) && mac.IsKnown
            ? DeviceKey.Of(mac)
            : throw new FormatException($"no key of a device: '{key}'");
    }

    private static KeptDevice Of(KnownDevice device, AddressBook book) =>
        new(device.FirstSeen.Nanoseconds, device.LastSeen.Nanoseconds, device.Forwards, device.IsWaiting, device.Told is { } told ? Of(told) : null)
        {
            Addresses = [.. device.Addresses.ToArray().Select(known => Of(known, book.Of(device, known.Address)))],
            Claims = [.. device.Claims.ToArray().Select(claim => new KeptDevice.Claim(claim.Kind, claim.Value, claim.Source, claim.Via == default ? null : claim.Via.ToString(), claim.At.Nanoseconds))],
            Users = [.. device.Logons.ToArray().Select(logon => new KeptDevice.User(logon.From.Nanoseconds, logon.User, logon.IsOfDomain, logon.Via.ToString()))],
            Services = [.. device.Offers.All.ToArray().Select(offer => new KeptDevice.Service(offer.At.ToString(), offer.Transport, offer.Port, offer.Service, [.. offer.KnownPeers.ToArray().Select(peer => peer.ToString())]))],
        };

    private static KeptDevice.Address Of(DeviceAddress known, IEnumerable<Binding> held) =>
        new(known.Address.ToString(), known.FirstSeen.Nanoseconds, known.LastSeen.Nanoseconds,
            [.. held.Select(binding => new KeptDevice.Held(binding.Source, binding.From.Nanoseconds, binding.Confirmed.Nanoseconds, binding.LeaseEnd?.Nanoseconds))]);

    private static KeptDevice.Telling Of(Device told) => new(told.Name, told.Kind, told.KindConfidence, told.Vendor, told.OperatingSystem, told.DhcpFingerprint)
    {
        Services = told.Services,
        Managed = told.Managed,
    };

    private static Device Of(KeptDevice.Telling told, KnownDevice device) => DeviceSnapshots.Of(device) with
    {
        Name = told.Name,
        Kind = told.Kind,
        KindConfidence = told.KindConfidence,
        Vendor = told.Vendor,
        OperatingSystem = told.OperatingSystem,
        DhcpFingerprint = told.DhcpFingerprint,
        Services = told.Services,
        Managed = told.Managed,
    };

    private static Binding Of(KeptDevice.Held held, KnownDevice device) => new(device, held.Source, new Timestamp(held.From))
    {
        Confirmed = new Timestamp(held.Confirmed),
        LeaseEnd = held.LeaseEnd is { } end ? new Timestamp(end) : null,
    };

    private static DeviceClaim Of(KeptDevice.Claim claim) =>
        new(claim.Kind, claim.Value, claim.Source, claim.Via is null ? default : IpAddr.Parse(claim.Via), new Timestamp(claim.At));

    private static OfferedService Of(KeptDevice.Service kept)
    {
        var offer = new OfferedService(IpAddr.Parse(kept.At), kept.Transport, kept.Port);
        foreach (var peer in kept.Peers) offer.Note(IpAddr.Parse(peer), kept.Name);
        return offer;
    }
}
