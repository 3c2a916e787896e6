using NetSensor.Enrichment.HostFacts;
using NetSensor.Enrichment.Inventory.Classification;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>A device and everything that was said of it so far; what follows from it is its <see cref="Profile"/>.</summary>
internal sealed class KnownDevice(DeviceKey key, Timestamp firstSeen, Action<KnownDevice>? changed = null)
{
    private const int MaxClaims = 160;   // a printer or TV says fifty things of itself; who says more says nothing new
    private const int MaxLogons = 16;    // of a terminal server the last ones
    private const int MaxAddresses = 32; // IPv6 makes up a new address a day

    private ShortList<DeviceClaim> _claims;
    private ShortList<Logon> _logons;
    private ShortList<DeviceAddress> _addresses;
    private OfferedServices _offers;
    private string? _id;
    private Device? _told;
    private Func<Device>? _toldBefore;
    private bool _lacksTraits;
    private DeviceProfile _profile;
    private Classification.Classification? _class;
    private (string? Name, string? Domain) _named;
    private int _profileVersion = -1, _namedVersion = -1, _classVersion = -1, _toldChanges = -1, _claimsVersion;

    /// <summary>What tells it apart.</summary>
    public DeviceKey Key { get; } = key;

    /// <summary>Its number in the table of devices, where it is found again without a look-up.</summary>
    public int Place { get; set; } = RecentMap<DeviceKey, KnownDevice>.None;

    /// <summary>Its stable id.</summary>
    public string Id => _id ??= Key.ToId();

    /// <summary>When it was first seen.</summary>
    public Timestamp FirstSeen { get; set; } = firstSeen;

    /// <summary>When it was last seen.</summary>
    public Timestamp LastSeen { get; set; } = firstSeen;

    /// <summary>Grows with everything that is learnt.</summary>
    public int Version { get; private set; }

    /// <summary>The device as it was last told to everybody; null when it was not. What was told before a restart is put together when it is first asked for.</summary>
    public Device? Told
    {
        get => _told ??= _toldBefore?.Invoke();
        set => (_told, _toldBefore, _toldChanges) = (value, null, Changes);
    }

    /// <summary>The device as it was last told, if nothing but the times changed since; null else.</summary>
    public Device? ToldUnchanged => _toldChanges == Changes ? _told : null;

    /// <summary>Grows with everything that it is told by, but times: claims may change places without being news.</summary>
    private int Changes => Version + _claimsVersion;

    /// <summary>Whether it comes from an earlier run, and was not told in this one.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>Whether it waits among the changed ones.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>When it was last seen, as far as that was given to be kept.</summary>
    public Timestamp KeptSeen { get; set; } = firstSeen;

    /// <summary>Whether it sends on what others sent.</summary>
    public bool Forwards { get; private set; }

    /// <summary>What it offers to others.</summary>
    public ref OfferedServices Offers => ref _offers;

    /// <summary>What was said of it, the oldest first.</summary>
    public ReadOnlySpan<DeviceClaim> Claims
    {
        get
        {
            FindTraits();
            return _claims.All;
        }
    }

    /// <summary>The addresses that it has or had, the newest last.</summary>
    public ReadOnlySpan<DeviceAddress> Addresses => _addresses.All;

    /// <summary>What follows from all that was said.</summary>
    public ref readonly DeviceProfile Profile
    {
        get
        {
            if (_profileVersion == Version) return ref _profile;
            _profileVersion = Version;
            _profile = DeviceProfile.Of(this);
            return ref _profile;
        }
    }

    /// <summary>Its name and domain as the source told them that counts most; asked for every flow, and much cheaper than the whole profile.</summary>
    public (string? Name, string? Domain) Named
    {
        get
        {
            if (_namedVersion == Version) return _named;
            _namedVersion = Version;
            return _named = DeviceProfile.NameOf(_claims.All);
        }
    }

    /// <summary>What it is, by what was said of it: that changes seldom, while new addresses and services change the profile.</summary>
    public Classification.Classification Class
    {
        get
        {
            if (_class is not null && _classVersion == _claimsVersion) return _class;
            _classVersion = _claimsVersion;
            return _class = Classifier.Classify(Claims); // with their traits, which those of an earlier run lack until now
        }
    }

    /// <summary>Who worked at it at that time.</summary>
    public string? UserAt(Timestamp at)
    {
        string? user = null;
        foreach (ref readonly var logon in _logons.All)
            if (logon.From <= at) user = logon.User;
        return user;
    }

    /// <summary>Whether a trait that this rule knows was seen.</summary>
    public bool Shows(ClassificationRule rule)
    {
        foreach (ref readonly var claim in Claims)
            if (claim.Traits is { Count: 1 } traits && ReferenceEquals(traits[0].Rule, rule)) return true;
        return false;
    }

    /// <summary>Who began to work at it, the last last.</summary>
    public ReadOnlySpan<Logon> Logons => _logons.All;

    /// <summary>Keeps what was said; a fact of which a host has one at a time takes the place of what the same source said before.</summary>
    public void Learn(in DeviceClaim claim)
    {
        FindTraits();
        var place = PlaceOf(claim);
        var isNews = place < 0 || _claims[place].Value != claim.Value;
        _claimsVersion++;
        if (place >= 0) _claims.RemoveAt(place);
        else if (_claims.Count == MaxClaims) _claims.RemoveAt(0);
        _claims.Add(claim);
        if (isNews) Touch();
    }

    /// <summary>Notes who began to work at it; a mailbox's name does not displace that of an account of the domain.</summary>
    public void LogOn(in Logon logon)
    {
        if (_logons.Count > 0 && _logons[^1] is var last)
        {
            if (last.User == logon.User || (last.IsOfDomain && !logon.IsOfDomain)) return;
            if (!last.IsOfDomain && logon.IsOfDomain) _logons.RemoveAll(known => !known.IsOfDomain);
        }
        if (_logons.Count == MaxLogons) _logons.RemoveAt(0);
        _logons.Add(logon);
        Touch();
    }

    /// <summary>Notes an address; true when it is new.</summary>
    public bool Use(IpAddr address, Timestamp at)
    {
        LastSeen = Timestamp.Max(LastSeen, at);
        for (var i = _addresses.Count - 1; i >= 0; i--)
        {
            ref var known = ref _addresses[i];
            if (known.Address != address) continue;
            if (at > known.LastSeen) known = known with { LastSeen = at };
            return false;
        }
        if (_addresses.Count == MaxAddresses) _addresses.RemoveAt(0);
        _addresses.Add(new DeviceAddress(address, at, at));
        Touch();
        return true;
    }

    /// <summary>It was seen to send on packets of others.</summary>
    public void MarkAsForwarding()
    {
        if (Forwards) return;
        Forwards = true;
        Touch();
    }

    /// <summary>Takes back what was told of it in an earlier run: of a hundred thousand devices few are compared with it at once, and what they are takes long to conclude.</summary>
    public void RecallTold(Func<Device> told) => _toldBefore = told;

    /// <summary>Takes back what was known of it in an earlier run of the sensor; nothing of that is news. What claims say of its kind is looked up when it is first asked for.</summary>
    public void Recall(ReadOnlySpan<DeviceAddress> addresses, ReadOnlySpan<DeviceClaim> claims, ReadOnlySpan<Logon> logons, bool forwards)
    {
        _addresses.AddRange(addresses[^Math.Min(addresses.Length, MaxAddresses)..]);
        _claims.AddRange(claims[^Math.Min(claims.Length, MaxClaims)..]);
        _claimsVersion++;
        _logons.AddRange(logons[^Math.Min(logons.Length, MaxLogons)..]);
        Forwards = forwards;
        _lacksTraits = true;
        Version++;
    }

    /// <summary>Something changed that the profile rests on.</summary>
    public void Touch()
    {
        Version++;
        changed?.Invoke(this);
    }

    /// <summary>Takes over what was said of an address that is its own, and was another's by mistake.</summary>
    public void TakeOver(IpAddr address, KnownDevice from)
    {
        foreach (ref readonly var claim in from.Claims)
            if (claim.Via == address) Learn(claim);
        foreach (ref readonly var logon in from.Logons)
            if (logon.Via == address) LogOn(logon);
        from._claims.RemoveAll(claim => claim.Via == address);
        from._claimsVersion++;
        from._logons.RemoveAll(logon => logon.Via == address);
        for (var place = 0; place < from._addresses.Count; place++)
        {
            var known = from._addresses[place];
            if (known.Address != address) continue;
            FirstSeen = known.FirstSeen < FirstSeen ? known.FirstSeen : FirstSeen;
            Use(address, known.LastSeen);
            from._addresses.RemoveAt(place);
            break;
        }
        _offers.TakeOver(address, ref from._offers);
        _claimsVersion++; // who had the address before may have come by services without news
        from.Touch();
    }

    private void FindTraits()
    {
        if (!_lacksTraits) return;
        _lacksTraits = false;
        foreach (ref var claim in _claims.All) claim = claim with { Traits = Traits.OfKept(claim) };
    }

    private int PlaceOf(in DeviceClaim claim)
    {
        var claims = _claims.All;
        for (var i = 0; i < claims.Length; i++)
        {
            ref readonly var known = ref claims[i];
            if (known.Kind != claim.Kind || known.Source != claim.Source) continue;
            if (known.Value == claim.Value || (HostFactTable.IsSingle(claim.Kind) && known.Via == claim.Via)) return i;
        }
        return -1;
    }
}
