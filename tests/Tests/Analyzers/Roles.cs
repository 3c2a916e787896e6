using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>A directory that knows what some hosts are.</summary>
internal sealed class Roles(params (string Address, HostRole Role)[] hosts) : IHostDirectory
{
    private readonly Dictionary<IpAddr, HostIdentity> _hosts = hosts.ToDictionary(
        host => IpAddr.Parse(host.Address), host => new HostIdentity { DeviceId = host.Address, Address = IpAddr.Parse(host.Address), Role = host.Role });

    public HostIdentity? Find(IpAddr address) => _hosts.GetValueOrDefault(address);

    public HostIdentity? FindAt(IpAddr address, Timestamp at) => Find(address);
}
