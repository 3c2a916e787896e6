namespace NetSensor.Analyzers.LateralMovement;

/// <summary>A kind of thing that one host does on another: what administrators do, and intruders with them.</summary>
/// <param name="Name">Short and stable ("service-created").</param>
/// <param name="Saying">Between source and target: "created a service on".</param>
/// <param name="Weight">What it adds to the risk when it succeeded, 0 to 100. A look costs up to 10, a foothold 30 to 50, credentials of the domain more.</param>
/// <param name="Techniques">ATT&amp;CK ids, the most telling first.</param>
internal sealed record RemoteAct(string Name, string Saying, int Weight, params string[] Techniques)
{
    private static readonly Lazy<Dictionary<string, RemoteAct>> ByName = new(() => typeof(RemoteAct)
        .GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(field => field.GetValue(null)).OfType<RemoteAct>()
        .ToDictionary(act => act.Name, StringComparer.Ordinal));

    /// <summary>The act of this name; null when there is none (any more).</summary>
    public static RemoteAct? Named(string name) => ByName.Value.GetValueOrDefault(name);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<RemoteAct> All => ByName.Value.Values;

    public static readonly RemoteAct AdminShareOpened = new("admin-share-opened", "opened an administrative share of", 10, "T1021.002");
    public static readonly RemoteAct AdminFileRead = new("admin-file-read", "read files of an administrative share of", 10, "T1021.002");
    public static readonly RemoteAct AdminFileWritten = new("admin-file-written", "wrote files to an administrative share of", 25, "T1570", "T1021.002");
    public static readonly RemoteAct ProgramWritten = new("program-written", "copied a program to", 40, "T1570", "T1021.002");
    public static readonly RemoteAct OutputCollected = new("output-collected", "collected the output of commands from", 35, "T1021.002");
    public static readonly RemoteAct ShellPipeOpened = new("shell-pipe-opened", "opened the pipes of a remote shell on", 35, "T1569.002", "T1021.002");
    public static readonly RemoteAct HiddenWork = new("hidden-work", "moved data inside encrypted SMB to or from", 10, "T1021.002");

    public static readonly RemoteAct HiddenExecution = new("hidden-execution", "likely ran something inside encrypted SMB on", 25, "T1569.002", "T1021.002");

    public static readonly RemoteAct ServiceManagerOpened = new("service-manager-opened", "tried its rights at the service manager of", 10, "T1069.001", "T1021.002");
    public static readonly RemoteAct ServicesQueried = new("services-queried", "asked for services of", 12, "T1007", "T1021.002");
    public static readonly RemoteAct ServiceCreated = new("service-created", "created a service on", 45, "T1569.002", "T1543.003", "T1021.002");
    public static readonly RemoteAct ServiceChanged = new("service-changed", "changed a service of", 35, "T1543.003", "T1021.002");
    public static readonly RemoteAct ServiceStarted = new("service-started", "started a service on", 30, "T1569.002", "T1021.002");
    public static readonly RemoteAct ServiceDeleted = new("service-deleted", "deleted a service on", 10, "T1070", "T1021.002");

    public static readonly RemoteAct TasksQueried = new("tasks-queried", "asked for scheduled tasks of", 5, "T1053.005");
    public static readonly RemoteAct TaskRegistered = new("task-registered", "registered a scheduled task on", 50, "T1053.005");
    public static readonly RemoteAct JobAdded = new("job-added", "added an AT job on", 50, "T1053.002");
    public static readonly RemoteAct TaskRun = new("task-run", "ran a scheduled task on", 25, "T1053.005");
    public static readonly RemoteAct TaskDeleted = new("task-deleted", "deleted a scheduled task on", 10, "T1053.005");

    public static readonly RemoteAct WmiOpened = new("wmi-opened", "logged on to WMI of", 15, "T1047");
    public static readonly RemoteAct WmiQueried = new("wmi-queried", "queried WMI of", 15, "T1047");
    public static readonly RemoteAct WmiMethodCalled = new("wmi-method-called", "called methods through WMI on", 45, "T1047");
    public static readonly RemoteAct ObjectActivated = new("object-activated", "activated a COM object on", 20, "T1021.003");
    public static readonly RemoteAct ObjectUsed = new("object-used", "called a COM object on", 40, "T1021.003");
    public static readonly RemoteAct ObjectCalled = new("object-called", "called a COM object of unseen kind on", 25, "T1021.003");
    public static readonly RemoteAct WinRmUsed = new("winrm-used", "worked through Windows Remote Management on", 40, "T1021.006");
    public static readonly RemoteAct FederationStoreRead = new("federation-store-read", "copied the configuration and keys of the federation service from", 45, "T1552.004");
    public static readonly RemoteAct RdpOpened = new("rdp-opened", "opened a remote desktop on", 12, "T1021.001");

    public static readonly RemoteAct SshOpened = new("ssh-opened", "logged on with SSH at", 5, "T1021.004");

    public static readonly RemoteAct RegistryRead = new("registry-read", "read the registry of", 10, "T1012");
    public static readonly RemoteAct RegistryChanged = new("registry-changed", "changed the registry of", 40, "T1112");
    public static readonly RemoteAct RegistrySaved = new("registry-saved", "saved registry hives of", 60, "T1003.002");
    public static readonly RemoteAct LogCleared = new("log-cleared", "cleared an event log of", 60, "T1070.001");
    public static readonly RemoteAct ShutdownOrdered = new("shutdown-ordered", "shut down", 50, "T1529");

    public static readonly RemoteAct SharesListed = new("shares-listed", "listed the shares of", 10, "T1135");
    public static readonly RemoteAct SessionsListed = new("sessions-listed", "asked who is logged on at", 15, "T1033");
    public static readonly RemoteAct AccountsListed = new("accounts-listed", "listed accounts of", 15, "T1087.002");
    public static readonly RemoteAct GroupMembersListed = new("group-members-listed", "listed members of groups of", 15, "T1069.002");
    public static readonly RemoteAct EndpointsListed = new("endpoints-listed", "listed all remote procedures of", 15, "T1046");

    public static readonly RemoteAct RoastablesListed = new("roastables-listed", "looked up accounts with service names, whose tickets can be cracked, in the directory of", 30, "T1558.003", "T1087.002");
    public static readonly RemoteAct PreauthlessListed = new("preauthless-listed", "looked up accounts without pre-authentication in the directory of", 30, "T1558.004", "T1087.002");
    public static readonly RemoteAct DelegatesListed = new("delegates-listed", "looked up who may act for others in the directory of", 20, "T1087.002");
    public static readonly RemoteAct AdminsListed = new("admins-listed", "looked up privileged accounts in the directory of", 15, "T1069.002", "T1087.002");
    public static readonly RemoteAct TrustsListed = new("trusts-listed", "looked up trusted domains in the directory of", 10, "T1482");
    public static readonly RemoteAct DirectorySwept = new("directory-swept", "swept users, groups and computers out of the directory of", 35, "T1087.002", "T1069.002", "T1482");
    public static readonly RemoteAct LocalPasswordsRead = new("local-passwords-read", "asked for local administrators' passwords in the directory of", 60, "T1555");

    public static readonly RemoteAct Replicated = new("directory-replicated", "replicated the directory with its secrets from", 90, "T1003.006");
    public static readonly RemoteAct ReplicaAdded = new("replica-added", "registered itself as a domain controller with", 90, "T1207");
    public static readonly RemoteAct BackupKeyRead = new("backup-key-read", "read the domain's DPAPI backup key from", 85, "T1003.004");
    public static readonly RemoteAct SecretRead = new("secret-read", "read LSA secrets of", 60, "T1003.004");
    public static readonly RemoteAct SecretSet = new("secret-set", "set an LSA secret of", 50, "T1098");
    public static readonly RemoteAct PasswordSet = new("password-set", "set the password of an account on", 50, "T1098");
    public static readonly RemoteAct KeyCredentialSet = new("key-credential-set", "gave an account a key of its own in the directory of", 35, "T1098");
    public static readonly RemoteAct DelegationSet = new("delegation-set", "let an account act for others at a host in the directory of", 40, "T1098");
    public static readonly RemoteAct AccountCreated = new("account-created", "created an account on", 50, "T1136.002");
    public static readonly RemoteAct Coerced = new("authentication-coerced", "coerced an authentication out of", 60, "T1187");
    public static readonly RemoteAct DriverAdded = new("printer-driver-added", "loaded a printer driver into", 75, "T1210", "T1547.012");
    public static readonly RemoteAct CertificateRequested = new("certificate-requested", "requested a certificate over remote procedures from", 15, "T1649");
    public static readonly RemoteAct CertificateUsed = new("certificate-used", "logged on with a certificate right after it was issued by", 45, "T1649");
    public static readonly RemoteAct ChannelGuessed = new("channel-guessed", "guessed its way past netlogon (ZeroLogon) into", 95, "T1210");
}
