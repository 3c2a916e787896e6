namespace NetSensor.Events;

/// <summary>What a host is on its network; detectors judge a server by other measures than a workstation.</summary>
public enum HostRole : byte
{
    /// <summary>Nobody knows yet.</summary>
    Unknown,
    /// <summary>Somebody sits at it: a workstation, laptop, phone, tablet.</summary>
    Client,
    /// <summary>Others come to it: a file server, a database, a web server.</summary>
    Server,
    /// <summary>A server that keeps the accounts of the domain.</summary>
    DomainController,
    /// <summary>It carries the network: a router, switch, access point, firewall.</summary>
    Infrastructure,
    /// <summary>A thing with a purpose of its own: a printer, camera, thermostat, PLC.</summary>
    Thing,
}
