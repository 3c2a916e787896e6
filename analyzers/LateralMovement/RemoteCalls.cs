using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Which remote procedure calls are which act, by Zeek's names of interface and operation; the operations are those of the [MS-…] documents.</summary>
internal static class RemoteCalls
{
    private const string BackupKeySecret = "G$BCKUPKEY"; // LSA secrets that hold the domain's DPAPI keys begin so ([MS-BKRP] §3.1.1)

    private static readonly Dictionary<(string Endpoint, string Operation), RemoteAct> ByName = Read(
        ("svcctl", "EnumServicesStatusW EnumServicesStatusA EnumServicesStatusExW EnumServicesStatusExA QueryServiceStatus QueryServiceStatusEx QueryServiceConfigW QueryServiceConfigA", RemoteAct.ServicesQueried),
        ("svcctl", "OpenSCManagerW OpenSCManagerA OpenSCManager2", RemoteAct.ServiceManagerOpened),
        ("svcctl", "CreateServiceW CreateServiceA CreateServiceWOW64W CreateServiceWOW64A CreateWowService", RemoteAct.ServiceCreated),
        ("svcctl", "ChangeServiceConfigW ChangeServiceConfigA ChangeServiceConfig2W ChangeServiceConfig2A", RemoteAct.ServiceChanged),
        ("svcctl", "StartServiceW StartServiceA", RemoteAct.ServiceStarted),
        ("svcctl", "DeleteService", RemoteAct.ServiceDeleted),
        ("ITaskSchedulerService", "SchRpcEnumTasks SchRpcRetrieveTask", RemoteAct.TasksQueried),
        ("ITaskSchedulerService", "SchRpcRegisterTask", RemoteAct.TaskRegistered),
        ("ITaskSchedulerService", "SchRpcRun", RemoteAct.TaskRun),
        ("ITaskSchedulerService", "SchRpcDelete", RemoteAct.TaskDeleted),
        ("atsvc", "NetrJobAdd", RemoteAct.JobAdded),
        ("atsvc", "NetrJobDel", RemoteAct.TaskDeleted),
        ("IWbemLevel1Login", "NTLMLogin", RemoteAct.WmiOpened),
        ("IWbemServices", "ExecQuery ExecQueryAsync", RemoteAct.WmiQueried),
        ("IWbemServices", "ExecMethod ExecMethodAsync PutInstance PutInstanceAsync PutClass PutClassAsync", RemoteAct.WmiMethodCalled),
        ("IRemoteSCMActivator", "RemoteCreateInstance RemoteGetClassObject", RemoteAct.ObjectActivated),
        ("ISystemActivator", "RemoteCreateInstance RemoteGetClassObject", RemoteAct.ObjectActivated),
        ("IDispatch", "Invoke GetIDsOfNames", RemoteAct.ObjectUsed),
        ("winreg", "BaseRegQueryValue BaseRegEnumKey BaseRegEnumValue BaseRegQueryMultipleValues", RemoteAct.RegistryRead),
        ("winreg", "OpenUsers", RemoteAct.SessionsListed),
        ("winreg", "BaseRegCreateKey BaseRegSetValue BaseRegDeleteKey BaseRegDeleteKeyEx BaseRegDeleteValue BaseRegLoadKey BaseRegRestoreKey BaseRegReplaceKey", RemoteAct.RegistryChanged),
        ("winreg", "BaseRegSaveKey BaseRegSaveKeyEx", RemoteAct.RegistrySaved),
        ("winreg", "BaseInitiateSystemShutdown BaseInitiateSystemShutdownEx", RemoteAct.ShutdownOrdered),
        ("InitShutdown", "BaseInitiateShutdown BaseInitiateShutdownEx", RemoteAct.ShutdownOrdered),
        ("WindowsShutdown", "WsdrInitiateShutdown", RemoteAct.ShutdownOrdered),
        ("eventlog", "ElfrClearELFW ElfrClearELFA", RemoteAct.LogCleared),
        ("IEventService", "EvtRpcClearLog", RemoteAct.LogCleared),
        ("srvsvc", "NetrShareEnum NetrShareEnumSticky", RemoteAct.SharesListed),
        ("srvsvc", "NetrSessionEnum NetrConnectionEnum NetrFileEnum", RemoteAct.SessionsListed),
        ("wkssvc", "NetrWkstaUserEnum", RemoteAct.SessionsListed),
        ("samr", "SamrEnumerateUsersInDomain SamrQueryDisplayInformation SamrQueryDisplayInformation2 SamrQueryDisplayInformation3", RemoteAct.AccountsListed),
        ("samr", "SamrGetMembersInGroup SamrGetMembersInAlias SamrEnumerateGroupsInDomain SamrEnumerateAliasesInDomain", RemoteAct.GroupMembersListed),
        ("samr", "SamrSetInformationUser SamrSetInformationUser2", RemoteAct.PasswordSet),
        ("samr", "SamrCreateUserInDomain SamrCreateUser2InDomain", RemoteAct.AccountCreated),
        ("epmapper", "ept_lookup", RemoteAct.EndpointsListed),
        ("drsuapi", "DRSGetNCChanges", RemoteAct.Replicated),
        ("drsuapi", "DRSReplicaAdd DRSAddEntry", RemoteAct.ReplicaAdded),
        ("BackupKey", "bkrp_BackupKey", RemoteAct.BackupKeyRead),
        ("lsarpc", "LsarRetrievePrivateData LsarQuerySecret", RemoteAct.SecretRead),
        ("lsarpc", "LsarSetSecret LsarStorePrivateData", RemoteAct.SecretSet),
        ("netlogon", "NetrServerPasswordSet NetrServerPasswordSet2", RemoteAct.PasswordSet),
        ("efsrpc", "EfsRpcOpenFileRaw EfsRpcEncryptFileSrv EfsRpcDecryptFileSrv EfsRpcQueryUsersOnFile EfsRpcQueryRecoveryAgents EfsRpcFileKeyInfo EfsRpcDuplicateEncryptionInfoFile EfsRpcAddUsersToFileEx", RemoteAct.Coerced),
        ("efsrpc2", "EfsRpcOpenFileRaw EfsRpcEncryptFileSrv EfsRpcDecryptFileSrv EfsRpcQueryUsersOnFile EfsRpcQueryRecoveryAgents EfsRpcFileKeyInfo EfsRpcDuplicateEncryptionInfoFile EfsRpcAddUsersToFileEx", RemoteAct.Coerced),
        ("spoolss", "RpcRemoteFindFirstPrinterChangeNotification RpcRemoteFindFirstPrinterChangeNotificationEx", RemoteAct.Coerced),
        ("netdfs", "NetrDfsAddStdRoot NetrDfsRemoveStdRoot", RemoteAct.Coerced),
        ("FileServerVssAgent", "IsPathSupported IsPathShadowCopied", RemoteAct.Coerced),
        ("spoolss", "RpcAddPrinterDriver RpcAddPrinterDriverEx", RemoteAct.DriverAdded),
        ("ICertPassage", "CertServerRequest", RemoteAct.CertificateRequested));

    /// <summary>The act that a call is; null for the many that say nothing.</summary>
    public static RemoteAct? Of(DceRpcCallEvent call)
    {
        if (call is { Interface: null, Object: not null, Pipe: null }) return RemoteAct.ObjectCalled; // only DCOM names objects, and its bind came before the capture
        if (call.Endpoint is not { } endpoint || !ByName.TryGetValue((endpoint, call.Operation), out var act)) return null;
        if (act == RemoteAct.PasswordSet && endpoint == "netlogon" && call.AuthenticationType == NetlogonChannel) return null; // machines renew theirs so
        return act == RemoteAct.SecretRead && Argument(call, "secret")?.StartsWith(BackupKeySecret, StringComparison.OrdinalIgnoreCase) == true
            ? RemoteAct.BackupKeyRead : act;
    }

    private const int NetlogonChannel = 68; // [MS-NRPC] §3.3: only who knows the machine's password has it

    /// <summary>What it was done to, as the call's parameters tell: "service PSEXESVC, C:\Windows\PSEXESVC.exe"; empty when they were hidden.</summary>
    public static string Details(DceRpcCallEvent call)
    {
        string[] told = ["service_name", "binary_path", "path", "command", "key", "value_name", "file", "secret", "account", "log", "share", "client", "user", "class", "method", "driver", "server"];
        return string.Join(", ", told.Select(name => Argument(call, name)).Where(value => !string.IsNullOrEmpty(value)).Take(2));
    }

    /// <summary>A parameter's value; null when it was not read.</summary>
    public static string? Argument(DceRpcCallEvent call, string name)
    {
        foreach (var argument in call.Arguments)
            if (argument.Name == name) return argument.Value;
        return null;
    }

    private static Dictionary<(string Endpoint, string Operation), RemoteAct> Read(params ReadOnlySpan<(string Endpoint, string Operations, RemoteAct Act)> rows)
    {
        var byName = new Dictionary<(string Endpoint, string Operation), RemoteAct>();
        foreach (var (endpoint, operations, act) in rows)
            foreach (var operation in operations.Split(' ')) byName.Add((endpoint, operation), act);
        return byName;
    }
}
