namespace NetSensor.Protocols.Smb;

/// <summary>Commands of SMB 1 that are read ([MS-CIFS] §2.2.2.1).</summary>
internal enum Smb1Command : byte
{
    /// <summary>SMB_COM_CLOSE.</summary>
    Close = 0x04,
    /// <summary>SMB_COM_DELETE.</summary>
    Delete = 0x06,
    /// <summary>SMB_COM_RENAME.</summary>
    Rename = 0x07,
    /// <summary>SMB_COM_LOCKING_ANDX: followed by others.</summary>
    LockingAndX = 0x24,
    /// <summary>SMB_COM_TRANSACTION: named pipes.</summary>
    Transaction = 0x25,
    /// <summary>SMB_COM_TRANSACTION_SECONDARY: the rest of a long one.</summary>
    TransactionSecondary = 0x26,
    /// <summary>SMB_COM_OPEN_ANDX.</summary>
    OpenAndX = 0x2d,
    /// <summary>SMB_COM_READ_ANDX.</summary>
    ReadAndX = 0x2e,
    /// <summary>SMB_COM_WRITE_ANDX.</summary>
    WriteAndX = 0x2f,
    /// <summary>SMB_COM_TRANSACTION2: files and folders.</summary>
    Transaction2 = 0x32,
    /// <summary>SMB_COM_NEGOTIATE.</summary>
    Negotiate = 0x72,
    /// <summary>SMB_COM_SESSION_SETUP_ANDX.</summary>
    SessionSetupAndX = 0x73,
    /// <summary>SMB_COM_LOGOFF_ANDX.</summary>
    LogoffAndX = 0x74,
    /// <summary>SMB_COM_TREE_CONNECT_ANDX.</summary>
    TreeConnectAndX = 0x75,
    /// <summary>SMB_COM_NT_CREATE_ANDX.</summary>
    NtCreateAndX = 0xa2,
    /// <summary>SMB_COM_NT_RENAME.</summary>
    NtRename = 0xa5,
    /// <summary>No further command in a chain.</summary>
    None = 0xff,
}
