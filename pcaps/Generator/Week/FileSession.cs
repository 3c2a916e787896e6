using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>A session of SMB from one machine to another: login, shares, files, pipes.</summary>
public sealed class FileSession
{
    private const uint MoreProcessingRequired = 0xC000_0016;
    private readonly SmbMessages _messages = new();
    private readonly Random _chance;
    private readonly Machine _server;
    private ulong _file = 0x10;

    private FileSession(TcpConversation talk, Machine server, Random chance) => (Talk, _server, _chance) = (talk, server, chance);

    /// <summary>Its connection.</summary>
    public TcpConversation Talk { get; }

    /// <summary>Connects and logs in with NTLM, in somebody's name.</summary>
    public static FileSession Open(Traffic traffic, Machine client, Machine server, string user, Timestamp now, Random chance)
    {
        var (session, _) = Attempt(traffic, client, server, user, now, chance, 0);
        return session;
    }

    /// <summary>The same with the server's verdict: 0 let in, else an NTSTATUS. Returns the session as well as its connection's time.</summary>
    public static (FileSession Session, Timestamp Now) Attempt(Traffic traffic, Machine client, Machine server, string user, Timestamp now, Random chance, uint status)
    {
        var session = new FileSession(traffic.Open(client, server.Host.Address, 445, now, chance), server, chance);
        session.Turn(session._messages.Negotiate(Octets.Noise(16, new Random((int)Chance.Hash(server.Name)))));
        session.Turn(session._messages.SessionSetup(NtlmMessages.Negotiate, NtlmMessages.Challenge(server.Name, chance), MoreProcessingRequired));
        session.Turn(session._messages.SessionSetup(NtlmMessages.Authenticate("OFFICE", user, client.Name, chance), [], status));
        return (session, session.Talk.Now);
    }

    /// <summary>Connects to a share: disk, or pipes for IPC$.</summary>
    public FileSession Share(string name, uint status = 0)
    {
        Turn(_messages.TreeConnect($@"\\{_server.Name}\{name}", name == "IPC$" ? (byte)2 : (byte)1, status));
        return this;
    }

    /// <summary>Opens a file or pipe, and returns its handle.</summary>
    public ulong Create(string name, bool writesOver = false)
    {
        Turn(_messages.Create(name, ++_file, writesOver ? 5u : 1u));
        return _file;
    }

    /// <summary>Writes or reads many bytes, of which the capture keeps the beginnings.</summary>
    public FileSession Transfer(ulong file, long bytes, bool isWrite)
    {
        const int block = 60_000;
        for (var left = bytes; left > 0; left -= block)
        {
            var size = (int)Math.Min(left, block);
            var (ask, answer) = isWrite ? _messages.Write(file, []) : _messages.Read(file, []);
            if (!isWrite) Talk.Client(ask);
            Talk.Bulk(isWrite, [_messages.Transfer(isWrite, file, size)], 60e6);
            if (isWrite) Talk.Server(answer);
        }
        return this;
    }

    /// <summary>Writes few bytes, whole.</summary>
    public FileSession Write(ulong file, byte[] data)
    {
        Turn(_messages.Write(file, data));
        return this;
    }

    /// <summary>Reads few bytes, whole.</summary>
    public FileSession Read(ulong file, byte[] data)
    {
        Turn(_messages.Read(file, data));
        return this;
    }

    /// <summary>Closes a file; deletes it before that if asked.</summary>
    public FileSession Close(ulong file, bool deletes = false)
    {
        if (deletes) Turn(_messages.Delete(file));
        Turn(_messages.Close(file));
        return this;
    }

    /// <summary>Ends the connection.</summary>
    public Timestamp End()
    {
        Talk.Close();
        return Talk.Now;
    }

    private void Turn((byte[] Ask, byte[] Answer) turn)
    {
        Talk.Client(turn.Ask).Wait(TimeSpan.FromMilliseconds(0.2 + _chance.NextDouble())).Server(turn.Answer);
    }
}
