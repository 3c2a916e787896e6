using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>Somebody began to work at a device.</summary>
/// <param name="From">When.</param>
/// <param name="User">The account, as it was written on the wire.</param>
/// <param name="IsOfDomain">Whether the network's own accounts were asked (Kerberos, NTLM): a mailbox or an FTP account tells less of who sits there.</param>
/// <param name="Via">The address from which it was.</param>
internal readonly record struct Logon(Timestamp From, string User, bool IsOfDomain, IpAddr Via);
