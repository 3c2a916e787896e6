using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>
/// Which controllers and accounts speak AES. A controller with a skeleton key answers in RC4 for accounts that have AES keys, since the key that opens all
/// accounts is one of RC4; a golden ticket made of the domain's RC4 key shows as RC4 where the controller itself makes AES ones.
/// </summary>
internal sealed class EncryptionHistory(int accounts)
{
    private const string AccountPrefix = "aes-account ", ControllerPrefix = "aes-controller ";
    private const int Kept = 100_000; // unsaved ones; a replay without a memory never saves

    private readonly BoundedMap<string, bool> _known = new(accounts);
    private readonly SortedDictionary<string, Timestamp> _unsaved = new(StringComparer.Ordinal);

    /// <summary>Accounts and controllers that had to make room.</summary>
    public long Evictions => _known.Evictions;

    /// <summary>Takes a first ticket that was given; whether the account was taken back to RC4 although the client, the realm and, if known, the account speak AES.</summary>
    public Downgraded Note(KerberosEvent given, FlowIdentity flow, string account)
    {
        if (Encryption.IsAes(given.TicketEncryption)) Learn($"{ControllerPrefix}{flow.Responder}", given.Started);
        var key = KeyOf(given, account);
        if (Encryption.IsAes(given.ReplyEncryption)) Learn(key, given.Started);
        var isDowngraded = Encryption.IsRc4(given.ReplyEncryption) && given.OfferedEncryption?.Any(type => Encryption.IsAes(type)) == true && Encryption.IsAes(given.TicketEncryption);
        return !isDowngraded ? Downgraded.No : _known.TryGet(key, out _) ? Downgraded.FromAes : Downgraded.NoAesBefore;
    }

    /// <summary>Whether the account was seen with AES.</summary>
    public bool SpeaksAes(KerberosEvent given, string account) => _known.TryGet(KeyOf(given, account), out _);

    /// <summary>Whether a first ticket is shown that this controller would not make: RC4, where it gives AES ones.</summary>
    public bool IsForged(KerberosEvent asked, FlowIdentity flow) =>
        Encryption.IsRc4(asked.ShownTicketEncryption) && _known.TryGet($"{ControllerPrefix}{flow.Responder}", out _)
        && asked is { Success: true, ServiceRealm: { } realm } && realm.Equals(asked.ShownTicketRealm, StringComparison.OrdinalIgnoreCase); // the key between two realms is often RC4

    /// <summary>Takes back one entry; false when the key is of something else.</summary>
    public bool TryRecall(string key)
    {
        if (!key.StartsWith(AccountPrefix, StringComparison.Ordinal) && !key.StartsWith(ControllerPrefix, StringComparison.Ordinal)) return false;
        _known.GetOrAdd(key, static _ => true);
        return true;
    }

    /// <summary>Tells what is new.</summary>
    public void Save(IMemory memory)
    {
        foreach (var (key, time) in _unsaved)
            if (!memory.KeepsNothing) memory.Keep(key, "aes"u8, time);
        _unsaved.Clear();
    }

    private static string KeyOf(KerberosEvent given, string account) => $"{AccountPrefix}{given.ServiceRealm?.ToUpperInvariant()} {AccountNames.Bare(account)}"; // clients write the realm as they like; the ticket has its own name

    private void Learn(string key, Timestamp now)
    {
        if (_known.TryGet(key, out _)) return;
        _known.GetOrAdd(key, static _ => true);
        if (_unsaved.Count < Kept) _unsaved[key] = now;
    }
}
