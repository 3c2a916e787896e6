using NetSensor.Events;
using NetSensor.Protocols.DceRpc;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// What is known of one SMB connection: requests that wait for their answers, sessions, shares, open files. Both versions of the protocol keep their
/// books here, and what is worth telling becomes events.
/// </summary>
internal sealed class SmbLedger(int version)
{
    private const int MaxRequests = 1000;   // as Zeek: a server that grants credits for more is none; more means that answers are not seen
    private const int MaxSessions = 64;     // of one connection; terminal servers and scanners have tens
    private const int MaxTrees = 256;       // of one connection; clients map tens of shares
    private const int MaxFiles = 1000;      // open at a time; file servers' clients hold some hundreds
    private const string Discarded = "SMB_discarded_messages_state"; // Zeek's name for giving up on what piled up

    private readonly Dictionary<ulong, SmbRequest> _requests = [];
    private readonly Dictionary<ulong, SmbSession> _sessions = [];
    private readonly Dictionary<SmbTreeKey, SmbTree> _trees = [];
    private readonly Dictionary<UInt128, SmbFile> _files = [];
    private readonly SmbTeller _teller = new(version);
    private readonly List<ulong> _chained = [];

    /// <summary>What goes over the pipes.</summary>
    public DceRpcPipes Pipes { get; } = new();

    // ---- requests

    /// <summary>Remembers a request until its answer comes.</summary>
    public void Expect(ulong id, in SmbRequest request, IFlowContext flow)
    {
        if (_requests.Count >= MaxRequests)
        {
            flow.Weird(Discarded, "requests", "SMB");
            TellUnanswered(flow);
        }
        _requests[id] = request;
    }

    /// <summary>Finds the request of an answer.</summary>
    public bool TryFind(ulong id, out SmbRequest request) => _requests.TryGetValue(id, out request);

    /// <summary>Takes the request of a last answer.</summary>
    public bool TryTake(ulong id, out SmbRequest request) => _requests.Remove(id, out request);

    /// <summary>An open of a chain succeeded: what the rest of the chain does, it does to this file ([MS-SMB2] §3.3.5.2.7.2).</summary>
    public void Resolve(ulong opener, UInt128 file)
    {
        foreach (var (id, request) in _requests)
            if (request.Opener == opener) _chained.Add(id);
        foreach (var id in _chained) _requests[id] = _requests[id] with { File = file, Opener = 0 };
        _chained.Clear();
    }

    // ---- sessions

    /// <summary>The session of this number; begins one.</summary>
    public SmbSession Session(ulong id, IFlowContext flow)
    {
        if (_sessions.TryGetValue(id, out var session)) return session;
        if (_sessions.Count >= MaxSessions)
        {
            flow.Weird(Discarded, "sessions", "SMB");
            TellHidden(flow);
            _sessions.Clear();
        }
        return _sessions[id] = new SmbSession();
    }

    /// <summary>The session of this number; null when it is not known.</summary>
    public SmbSession? KnownSession(ulong id) => _sessions.GetValueOrDefault(id);

    /// <summary>A logon was answered.</summary>
    public void OnLogon(in SmbRequest request, in SmbLogonAnswer answer, SmbLogon logon, IFlowContext flow)
    {
        const uint Binding = 1; // SMB2_SESSION_FLAG_BINDING ([MS-SMB2] §2.2.5)
        if (answer.Status == NtStatus.Success)
        {
            var session = Session(answer.SessionId, flow);
            session.User = answer.User ?? logon.User ?? session.User;
            session.EncryptsData |= answer.EncryptsData;
        }
        flow.Emit(new SmbSessionEvent
        {
            Began = request.Time,
            Version = version,
            SessionId = answer.SessionId,
            Status = answer.Status,
            User = answer.User ?? logon.User,
            Workstation = logon.Workstation,
            IsGuest = answer.IsGuest,
            IsAnonymous = answer.IsAnonymous || (answer.Status == NtStatus.Success && answer.User is null && logon.IsAnonymous),
            EncryptsData = answer.EncryptsData,
            IsBinding = version > 1 && (request.Detail & Binding) != 0,
            PreviousSessionId = request.PreviousSession,
            Mechanism = logon.Mechanism,
            Service = logon.Service,
            ClientSystem = request.From,
            ServerSystem = answer.System,
            ServerSoftware = answer.Software,
            ServerDomain = answer.Domain,
        });
    }

    /// <summary>An encrypted message of so many bytes.</summary>
    public void OnHidden(ulong id, uint size, Direction direction, IFlowContext flow)
    {
        var session = Session(id, flow);
        if (direction == Direction.FromOriginator) session.Requests.Count(size);
        else session.Responses.Count(size);
        if (session.HiddenSince is not null) return;
        session.HiddenSince = flow.Now;
        SmbTeller.TellHidden(id, session, isFinal: false, flow);
    }

    // ---- shares

    /// <summary>A connection to a share was answered.</summary>
    public void OnTreeConnected(in SmbRequest request, in SmbConnectedTree answer, IFlowContext flow)
    {
        var session = KnownSession(request.Session);
        if (answer.Status == NtStatus.Success)
        {
            if (_trees.Count >= MaxTrees)
            {
                flow.Weird(Discarded, "trees", "SMB");
                _trees.Clear();
            }
            _trees[Key(request.Session, answer.TreeId)] = new SmbTree(request.Name, answer.Type, answer.EncryptsData);
            if (answer.EncryptsData && session is not null) session.EncryptedShare = request.Name;
        }
        _teller.TellTree(request, answer, session, flow);
    }

    /// <summary>A share was left.</summary>
    public void OnTreeDisconnected(ulong session, uint tree) => _trees.Remove(Key(session, tree));

    /// <summary>The share of this number; null when the connection to it was not seen.</summary>
    public SmbTree? Tree(ulong session, uint tree) => _trees.GetValueOrDefault(Key(session, tree));

    private SmbTreeKey Key(ulong session, uint tree) => new(version == 1 ? 0 : session, tree); // trees of SMB 1 belong to the connection

    // ---- files

    /// <summary>An open was answered.</summary>
    public void OnOpened(in SmbRequest request, UInt128 id, in SmbOpened facts, uint status, IFlowContext flow)
    {
        var file = Unopened(request);
        (file.Facts, file.Size) = (facts, facts.Size);
        if (status == NtStatus.Success)
        {
            if (_files.Count >= MaxFiles) DiscardFiles(flow);
            _files[id] = file;
        }
        if (request.Name is not null) _teller.TellFile(SmbOperation.Open, file, status, KnownSession(request.Session), flow);
    }

    /// <summary>The open file of this number; null when its open was not seen.</summary>
    public SmbFile? File(UInt128 id) => _files.GetValueOrDefault(id);

    /// <summary>A rename or deletion was answered, or never was.</summary>
    public void OnChanged(in SmbRequest request, uint? status, IFlowContext flow)
    {
        var operation = request.Intent == SmbIntent.Rename ? SmbOperation.Rename : SmbOperation.Delete;
        if (File(request.File) is not { } file)
        {
            if (request.Name is not null) _teller.TellFile(operation, Unopened(request), status, KnownSession(request.Session), flow);
            return;
        }
        var before = (file.Name, file.PreviousName);
        if (operation == SmbOperation.Rename) (file.Name, file.PreviousName) = (request.Name, file.Name);
        _teller.TellFile(operation, file, status, KnownSession(file.Session), flow);
        if (status != NtStatus.Success) (file.Name, file.PreviousName) = before;
    }

    private SmbFile Unopened(in SmbRequest request)
    {
        var tree = Tree(request.Session, request.Tree);
        return new SmbFile
        {
            Opened = request.Time,
            Session = request.Session,
            Tree = tree,
            Name = request.Name,
            PreviousName = request.From,
            IsPipe = tree is null ? KnownPipes.IsOne(request.Name) : tree.Type == SmbShareType.Pipe,
            DeletesOnClose = request.DeletesOnClose,
            Access = request.Detail,
            Disposition = request.Disposition,
        };
    }

    /// <summary>A file was closed; <paramref name="size"/> is what the server said it has then.</summary>
    public void OnClosed(UInt128 id, uint? status, ulong? size, IFlowContext flow)
    {
        if (!_files.Remove(id, out var file)) return;
        file.Size = size ?? file.Size;
        if (file.IsPipe || file.Tree is null) Pipes.OnPipeClosed(id, flow);
        TellClosed(file, status, flow);
    }

    /// <summary>Data of a file; to DCE/RPC when it is a pipe, or nobody knows.</summary>
    public void OnPipeData(UInt128 id, SmbTree? tree, Direction direction, scoped ReadOnlySpan<byte> data, IFlowContext flow)
    {
        var file = File(id);
        tree ??= file?.Tree;
        if (tree is not null && tree.Type is not (SmbShareType.Pipe or SmbShareType.Unknown)) return;
        if (!data.IsEmpty) Pipes.OnData(id, file?.Name, direction, data, flow);
    }

    // ---- the end

    /// <summary>The connection ends: what is still open is told.</summary>
    public void OnClose(IFlowContext flow)
    {
        TellUnanswered(flow);
        foreach (var file in _files.Values) TellClosed(file, null, flow);
        _files.Clear();
        TellHidden(flow);
        Pipes.OnClose(flow);
    }

    /// <summary>Forgets everything, for the next connection.</summary>
    public void Reset()
    {
        _requests.Clear();
        _sessions.Clear();
        _trees.Clear();
        _files.Clear();
        _teller.Reset();
        Pipes.Reset();
    }

    private void TellClosed(SmbFile file, uint? status, IFlowContext flow)
    {
        var session = KnownSession(file.Session);
        if (file.BytesRead + file.BytesWritten > 0) _teller.TellFile(SmbOperation.Close, file, status, session, flow);
        if (file.DeletesOnClose && status == NtStatus.Success) _teller.TellFile(SmbOperation.Delete, file, status, session, flow);
    }

    private void TellHidden(IFlowContext flow)
    {
        foreach (var (id, session) in _sessions)
            if (session.HiddenSince is not null) SmbTeller.TellHidden(id, session, isFinal: true, flow);
    }

    private void DiscardFiles(IFlowContext flow)
    {
        flow.Weird(Discarded, "files", "SMB");
        foreach (var file in _files.Values) TellClosed(file, null, flow);
        _files.Clear();
    }

    /// <summary>Requests whose answers were not seen: who asked for what is told, without a status.</summary>
    private void TellUnanswered(IFlowContext flow)
    {
        foreach (var request in _requests.Values)
        {
            switch (request.Intent)
            {
                case SmbIntent.Connect:
                    _teller.TellTree(request, new SmbConnectedTree(null, 0, SmbShareType.Unknown, false), KnownSession(request.Session), flow);
                    break;
                case SmbIntent.Open:
                    _teller.TellFile(SmbOperation.Open, Unopened(request), null, KnownSession(request.Session), flow);
                    break;
                case SmbIntent.Rename or SmbIntent.Delete:
                    OnChanged(request, null, flow);
                    break;
            }
        }
        _requests.Clear();
    }
}
