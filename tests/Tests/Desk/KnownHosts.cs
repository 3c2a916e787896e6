using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Desk;

/// <summary>A directory that knows who had which address from when on.</summary>
internal sealed class KnownHosts(params (HostIdentity Host, Timestamp From)[] hosts) : IHostDirectory
{
    public HostIdentity? Find(IpAddr address) => FindAt(address, new Timestamp(long.MaxValue));

    public HostIdentity? FindAt(IpAddr address, Timestamp at) =>
        hosts.Where(known => known.Host.Address == address && known.From <= at).OrderBy(known => known.From).LastOrDefault().Host;
}
