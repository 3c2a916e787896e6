using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What types of DNS-SD services say of the device that offers them (IANA "Service Name Registry", and makers' documents).</summary>
internal static class ServiceTypes
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["_ipp._tcp"] = "printer", ["_ipps._tcp"] = "printer", ["_printer._tcp"] = "printer", ["_pdl-datastream._tcp"] = "printer",
        ["_uscan._tcp"] = "scanner", ["_uscans._tcp"] = "scanner", ["_scanner._tcp"] = "scanner",
        ["_googlecast._tcp"] = "cast device", ["_airplay._tcp"] = "media player", ["_raop._tcp"] = "media player",
        ["_androidtvremote._tcp"] = "tv", ["_androidtvremote2._tcp"] = "tv", ["_amzn-wplay._tcp"] = "tv", ["_viziocast._tcp"] = "tv", ["_roku-rcp._tcp"] = "tv",
        ["_sonos._tcp"] = "speaker", ["_spotify-connect._tcp"] = "speaker", ["_soundtouch._tcp"] = "speaker", ["_musc._tcp"] = "speaker",
        ["_hap._tcp"] = "smart home device", ["_hap._udp"] = "smart home device", ["_matter._tcp"] = "smart home device", ["_matterc._udp"] = "smart home device",
        ["_hue._tcp"] = "light bridge", ["_home-assistant._tcp"] = "smart home controller", ["_meshcop._udp"] = "thread border router",
        ["_axis-video._tcp"] = "camera", ["_rtsp._tcp"] = "camera", ["_dvr._tcp"] = "recorder",
        ["_adisk._tcp"] = "nas", ["_nas._tcp"] = "nas", ["_smb._tcp"] = "file server", ["_afpovertcp._tcp"] = "file server", ["_nfs._tcp"] = "file server",
        ["_workstation._tcp"] = "workstation", ["_rfb._tcp"] = "workstation", ["_companion-link._tcp"] = "apple device", ["_apple-mobdev2._tcp"] = "phone",
        ["_sleep-proxy._udp"] = "sleep proxy", ["_ewelink._tcp"] = "smart home device", ["_esphomelib._tcp"] = "smart home device", ["_shelly._tcp"] = "smart home device",
        ["_miio._udp"] = "smart home device", ["_octoprint._tcp"] = "3d printer",
    };

    /// <summary>Keys of TXT records that say who made what. Others count states up and down, and would be told for ever.</summary>
    private static readonly Dictionary<string, HostFactKind> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["_device-info._tcp model"] = HostFactKind.Model, ["_raop._tcp am"] = HostFactKind.Model, ["_airplay._tcp model"] = HostFactKind.Model,
        ["_googlecast._tcp md"] = HostFactKind.Model, ["_hap._tcp md"] = HostFactKind.Model, ["_ipp._tcp ty"] = HostFactKind.Model,
        ["_ipps._tcp ty"] = HostFactKind.Model, ["_printer._tcp ty"] = HostFactKind.Model, ["_pdl-datastream._tcp ty"] = HostFactKind.Model,
        ["_uscan._tcp ty"] = HostFactKind.Model, ["_scanner._tcp mdl"] = HostFactKind.Model, ["_scanner._tcp mfg"] = HostFactKind.Vendor,
        ["_ipp._tcp usb_MFG"] = HostFactKind.Vendor, ["_pdl-datastream._tcp usb_MFG"] = HostFactKind.Vendor, ["_printer._tcp usb_MFG"] = HostFactKind.Vendor,
        ["_airplay._tcp manufacturer"] = HostFactKind.Vendor,
        ["_dhnap._tcp model_number"] = HostFactKind.Model, ["_dcp._tcp model_number"] = HostFactKind.Model, // D-Link's, as DSP-W215
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "deviceid", "serialnumber", "serial", "uuid", "manufacturer", "vendor", "product", "fn", "note", "adminurl", "mac", "macaddress", "bridgeid",
        "modelid", "model", "osxvers", "srcvers", "version", "vers", "fv", "fw", "swversion",
    };

    /// <summary>"_ipp._tcp" of "_ipp._tcp.local" or "Office._ipp._tcp.local", small letters; null when there is none.</summary>
    public static string? TypeOf(string name)
    {
        var transport = name.LastIndexOf("._tcp", StringComparison.OrdinalIgnoreCase);
        if (transport < 0) transport = name.LastIndexOf("._udp", StringComparison.OrdinalIgnoreCase);
        if (transport <= 0) return null;
        var start = name.LastIndexOf('.', transport - 1) + 1;
        if (name[start] != '_' || name.StartsWith("_services._dns-sd.", StringComparison.OrdinalIgnoreCase)) return null;
        return name[start..(transport + "._tcp".Length)].ToLowerInvariant();
    }

    /// <summary>What offers such a service; null when anything may.</summary>
    public static string? DeviceKind(string type) => Kinds.GetValueOrDefault(type);

    /// <summary>What a key of such a service's TXT record says; null when nothing that lasts.</summary>
    public static HostFactKind? KindOfText(string type, string key) =>
        Texts.TryGetValue($"{type} {key}", out var kind) ? kind : Attributes.Contains(key) ? HostFactKind.Attribute : null;
}
