namespace NetSensor.Protocols.Smb;

/// <summary>Commands of SMB 2 and 3 that are read ([MS-SMB2] §2.2.1).</summary>
internal enum Smb2Command : ushort
{
    /// <summary>NEGOTIATE.</summary>
    Negotiate = 0,
    /// <summary>SESSION_SETUP.</summary>
    SessionSetup = 1,
    /// <summary>TREE_CONNECT.</summary>
    TreeConnect = 3,
    /// <summary>TREE_DISCONNECT.</summary>
    TreeDisconnect = 4,
    /// <summary>CREATE.</summary>
    Create = 5,
    /// <summary>CLOSE.</summary>
    Close = 6,
    /// <summary>READ.</summary>
    Read = 8,
    /// <summary>WRITE.</summary>
    Write = 9,
    /// <summary>IOCTL.</summary>
    Ioctl = 11,
    /// <summary>SET_INFO.</summary>
    SetInfo = 17,
}
