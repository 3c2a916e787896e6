using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>Concludes what a device is from everything that was said of it: votes of traits, weighed. Pure.</summary>
internal static class Classifier
{
    private const int MostReasons = 12;
    private const double SaidItself = 0.85;      // a maker's name in a device's own words
    private const double MakerOfHardware = 0.6;  // of the network interface, mostly that of the device
    private const double NoRule = 0.3;           // a registered name that no rule knows: may be a maker of modules
    private const double EnoughForThing = 0.25;  // a weak hint of what thing it is, beside a strong one that it is one

    /// <summary>Concludes.</summary>
    public static Classification Classify(ReadOnlySpan<DeviceClaim> claims)
    {
        if (claims.IsEmpty) return Classification.Unknown; // most devices of a flood: nothing was said of them
        var (kinds, vendors, models, systems) = (new Ballot(), new Ballot(), new Ballot(), new Ballot());
        var reasons = new List<(double Weight, string Text)>();
        var said = new ShortList<ClassificationRule>(); // a signal gives one reason for each thing that it says
        foreach (ref readonly var claim in claims)
        {
            for (var i = 0; i < claim.Traits?.Count; i++)
            {
                var trait = claim.Traits[i];
                var rule = trait.Rule;
                kinds.Add(rule.Kind, rule.Signal, rule.Weight);
                vendors.Add(rule.Vendor, rule.Signal, rule.Signal == ClassificationRules.Maker ? MakerOfHardware : rule.Weight);
                models.Add(rule.Model == "$" ? trait.Text : rule.Model, rule.Signal, rule.Weight);
                systems.Add(rule.OperatingSystem, rule.Signal, rule.Weight);
                if (IsSaid(said.All, rule)) continue;
                said.Add(rule);
                reasons.Add((rule.Weight, Reason(claim, trait)));
            }
            AddOwnWords(claim, vendors, models, systems, reasons);
        }
        if (reasons.Count == 0 && systems.IsEmpty) return Classification.Unknown;
        return new Classification(KindOf(kinds), vendors.Best(), models.Best(), systems.Best(), Heaviest(reasons));
    }

    private static bool IsSaid(ReadOnlySpan<ClassificationRule> said, ClassificationRule rule)
    {
        foreach (var known in said)
            if (known.Signal == rule.Signal && known.Kind == rule.Kind && known.Vendor == rule.Vendor && known.OperatingSystem == rule.OperatingSystem) return true;
        return false;
    }

    /// <summary>The heaviest reasons, each once; of equal ones the first in the alphabet.</summary>
    private static string[] Heaviest(List<(double Weight, string Text)> reasons)
    {
        if (reasons is [var only]) return [only.Text];
        reasons.Sort((one, other) => one.Weight != other.Weight ? other.Weight.CompareTo(one.Weight) : string.CompareOrdinal(one.Text, other.Text));
        var texts = new List<string>(Math.Min(reasons.Count, MostReasons));
        foreach (var (_, text) in reasons)
            if (texts.Count < MostReasons && !texts.Contains(text)) texts.Add(text);
        return [.. texts];
    }

    /// <summary>What a device says of itself needs no rule.</summary>
    private static void AddOwnWords(in DeviceClaim claim, Ballot vendors, Ballot models, Ballot systems, List<(double Weight, string Text)> reasons)
    {
        switch (claim.Kind)
        {
            case HostFactKind.Vendor when claim.Source != ClassificationRules.Maker:
                var maker = MakerNames.Shorten(claim.Value);
                vendors.Add(maker, claim.Source, SaidItself);
                reasons.Add((SaidItself, $"{claim.Source} says that {maker} made it"));
                break;
            case HostFactKind.Vendor when claim.Traits is not { Count: > 0 }:
                vendors.Add(MakerNames.Shorten(claim.Value), ClassificationRules.Maker, NoRule);
                reasons.Add((NoRule, $"its hardware address is registered to {claim.Value}"));
                break;
            case HostFactKind.Model:
                models.Add(claim.Value, claim.Source, SaidItself);
                reasons.Add((SaidItself, $"{claim.Source} says that its model is {claim.Value}"));
                break;
            case HostFactKind.OperatingSystem:
                systems.Add(claim.Value, claim.Source, SystemWeight(claim));
                break;
        }
    }

    private static double SystemWeight(in DeviceClaim claim) => claim.Source switch
    {
        "ntlm" or "smb" or "mdns" => 0.8,
        "browser" => 0.6,
        "http" or "dhcp" => 0.5,
        _ => 0.3,
    };

    /// <summary>A device of which something says that it is a thing, and something else, weaker, which thing, is that thing.</summary>
    private static Conclusion KindOf(Ballot kinds)
    {
        var scores = kinds.Scores();
        if (scores.Count == 0) return default;
        var best = scores[0];
        if (best.Value == DeviceKinds.SmartHome)
        {
            foreach (var other in scores.Skip(1))
                if (other.Score >= EnoughForThing && DeviceKinds.IsHomeThing(other.Value))
                    return Ballot.Conclude((other.Value, 1 - (1 - other.Score) * (1 - best.Score / 2)), 0);
        }
        foreach (var other in scores.Skip(1))
            if (other.Value != DeviceKinds.SmartHome || !DeviceKinds.IsHomeThing(best.Value)) return Ballot.Conclude(best, other.Score);
        return Ballot.Conclude(best, 0);
    }

    private static string Reason(in DeviceClaim claim, in Trait trait) => $"{Words(trait.Rule.Signal)} {Text(claim, trait)} → {trait.Rule.Says}";

    private static string Text(in DeviceClaim claim, in Trait trait) => trait.Text.Length > 0 ? $"'{trait.Text}'" : claim.Value;

    private static string Words(string signal) => signal switch
    {
        ClassificationRules.Maker => "hardware of",
        ClassificationRules.LooksUp => "looks up",
        ClassificationRules.Offers => "answers at",
        ClassificationRules.GoesTo => "goes to",
        "dhcp_parameters" => "asks DHCP for",
        "vendor_class" => "DHCP vendor class",
        "dns_sd" => "offers service",
        "upnp_type" => "UPnP device",
        "upnp_service" => "UPnP service",
        "upnp_server" => "UPnP server",
        "user_agent" => "user agent",
        "says_kind" => "calls itself",
        _ => signal,
    };
}
