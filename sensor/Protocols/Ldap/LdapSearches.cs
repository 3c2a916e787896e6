using NetSensor.Events;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Ldap;

/// <summary>The searches of one session: pairs each with its entries and its end, and tells it then, or when the end cannot come any more.</summary>
internal sealed class LdapSearches
{
    private readonly LdapPending<LdapSearchEvent> _open = new();

    /// <summary>
    /// A search begins (RFC 4511 §4.5.1).
    /// <code>| 04 base | 0a scope | 0a aliases | 02 size limit | 02 time limit | 01 types only | filter | 30 attributes |</code>
    /// </summary>
    public void OnRequest(int id, DerReader body, IFlowContext flow)
    {
        if (_open.Take(id) is { } before) flow.Emit(before);
        var search = Begin(id, flow);
        search.BaseObject = LdapText.Name(ref body);
        if (!body.TryReadInteger(out var scope)) return;
        search.Scope = LdapNames.Scope(scope);
        if (!body.TryReadInteger(out var aliases)) return;
        search.DereferenceAliases = LdapNames.Dereference(aliases);
        if (!body.TryReadInteger(out var sizeLimit) || !body.TryReadInteger(out _) || !body.TryRead(DerTag.Boolean, out _)) return;
        search.SizeLimit = (int)Math.Clamp(sizeLimit, 0, int.MaxValue);
        search.Filter = LdapFilter.Read(ref body);
        search.Attributes = LdapText.Attributes(ref body);
    }

    /// <summary>An entry that was found.</summary>
    public void OnEntry(int id, IFlowContext flow) => (_open.Find(id) ?? Begin(id, flow)).Entries++;

    /// <summary>A reference to another server.</summary>
    public void OnReference(int id, IFlowContext flow) => (_open.Find(id) ?? Begin(id, flow)).References++;

    /// <summary>The search's end.</summary>
    public void OnDone(int id, LdapResult result, IFlowContext flow)
    {
        var search = _open.Take(id) ?? new LdapSearchEvent { Started = flow.Now, MessageId = id };
        search.ResultCode = result.Code;
        search.Result = result.Code is { } code ? LdapNames.Result(code) : null;
        search.Diagnostic = result.Diagnostic;
        flow.Emit(search);
    }

    /// <summary>Tells the searches whose end cannot come any more.</summary>
    public void Close(IFlowContext flow)
    {
        while (_open.TakeOldest() is { } search) flow.Emit(search);              // ends: each turn takes one away
    }

    /// <summary>Forgets everything.</summary>
    public void Reset() => _open.Clear();

    private LdapSearchEvent Begin(int id, IFlowContext flow)
    {
        if (_open.IsFull) flow.Emit(_open.TakeOldest()!);
        var search = new LdapSearchEvent { Started = flow.Now, MessageId = id };
        _open.Add(id, search);
        return search;
    }
}
