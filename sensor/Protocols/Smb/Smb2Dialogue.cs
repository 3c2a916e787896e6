using NetSensor.Events;
using NetSensor.Protocols.DceRpc;
using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>Reads the messages of SMB 2 and 3 ([MS-SMB2]) of one connection: chains, requests, and the answers that belong to them.</summary>
internal sealed class Smb2Dialogue(SmbNegotiation negotiation, SmbLogon logon)
{
    private const int MaxChain = 128;               // messages in one frame; Windows chains up to five
    private const int ReadDataOffset = 80;          // where data begins in the answer to a READ, behind header and fixed part (§2.2.20)
    private const int Guest = 1;                    // SMB2_SESSION_FLAG_IS_GUEST (§2.2.6)
    private const int Anonymous = 2;                // SMB2_SESSION_FLAG_IS_NULL
    private const int Encrypts = 4;                 // SMB2_SESSION_FLAG_ENCRYPT_DATA
    private const int WriteDataOffset = 112;        // and in a WRITE (§2.2.21)

    private readonly SmbLedger _ledger = new(version: 2);

    /// <summary>The books.</summary>
    public SmbLedger Ledger => _ledger;

    /// <summary>
    /// How much of a long message is worth waiting for: <paramref name="whole"/>, or only the <paramref name="head"/> that is there when the rest is a file's
    /// content, or nothing that is read.
    /// </summary>
    public int Wanted(ReadOnlySpan<byte> message, int head, int whole)
    {
        if (!Smb2Header.TryRead(message, out var header)) return head;
        if (header.Next != 0) return whole;
        switch (header.Command)
        {
            case Smb2Command.Negotiate or Smb2Command.SessionSetup or Smb2Command.TreeConnect or Smb2Command.Create or Smb2Command.Ioctl:
                return whole;
            case Smb2Command.SetInfo when !header.IsResponse:
                return whole;
            case Smb2Command.Write when !header.IsResponse:
                return MayBePipe(_ledger.Tree(header.Session, header.Tree), message[WriteDataOffset..]) ? whole : head;
            case Smb2Command.Read when header.IsResponse:
                var known = _ledger.TryFind(header.MessageId, out var request);
                return MayBePipe(known ? _ledger.Tree(request.Session, request.Tree) : null, message[ReadDataOffset..]) ? whole : head;
            default:
                return head;
        }
    }

    private static bool MayBePipe(SmbTree? tree, ReadOnlySpan<byte> data) =>
        tree is { Type: not SmbShareType.Unknown } ? tree.Type == SmbShareType.Pipe : DceRpcPdu.Read(data, out _) != ProbeVerdict.No;

    /// <summary>A frame's messages; the last one may be cut.</summary>
    public void OnFrame(ReadOnlySpan<byte> message, IFlowContext flow)
    {
        var chain = new Smb2Chain { File = Smb2Fields.FileBefore };
        for (var links = 0; links < MaxChain; links++)
        {
            if (!Smb2Header.TryRead(message, out var header)) return;
            var hasNext = header.Next >= Smb2Header.Length && header.Next < (uint)message.Length;
            var part = hasNext ? message[..(int)header.Next] : message;
            if (header.IsRelated && !header.IsResponse) header = header with { Session = chain.Session, Tree = chain.Tree };
            else if (!header.IsRelated) (chain.File, chain.Opener) = (Smb2Fields.FileBefore, 0);
            (chain.Session, chain.Tree) = (header.Session, header.Tree);
            if (header.IsResponse) OnResponse(part, header, flow);
            else OnRequest(part, header, ref chain, flow);
            if (!hasNext) return;
            message = message[(int)header.Next..];
        }
    }

    private void OnRequest(ReadOnlySpan<byte> message, in Smb2Header header, scoped ref Smb2Chain chain, IFlowContext flow)
    {
        switch (header.Command)
        {
            case Smb2Command.Negotiate:
                negotiation.OnSmb2Request(message);
                break;
            case Smb2Command.TreeDisconnect:
                _ledger.OnTreeDisconnected(header.Session, header.Tree);
                break;
            default:
                if (!Smb2Requests.TryRead(message, header, ref chain, out var request, out var cargo)) break;
                request = request with { Time = flow.Now };
                if (header.Command == Smb2Command.SessionSetup) logon.OnRequest(cargo, flow);
                else if (!cargo.IsEmpty) _ledger.OnPipeData(request.File, _ledger.Tree(request.Session, request.Tree), Direction.FromOriginator, cargo, flow);
                _ledger.Expect(header.MessageId, request, flow);
                break;
        }
    }

    private void OnResponse(ReadOnlySpan<byte> message, in Smb2Header header, IFlowContext flow)
    {
        if (header.Status == NtStatus.Pending && header.IsAsync) return;
        var known = _ledger.TryTake(header.MessageId, out var request);
        if (known && (Smb2Command)request.Command != header.Command) known = false;
        if (!known) request = new SmbRequest { Command = (ushort)header.Command, Time = flow.Now, Session = header.Session, Tree = header.Tree, File = Smb2Fields.FileBefore };
        var reader = new ByteReader(message[Smb2Header.Length..]);
        switch (header.Command)
        {
            case Smb2Command.Negotiate:
                logon.OnOffer(negotiation.OnSmb2Answer(message, header.Status, flow), flow);
                break;
            case Smb2Command.SessionSetup:
                OnSessionSetup(message, header, request, flow);
                break;
            case Smb2Command.TreeConnect:
                _ledger.OnTreeConnected(request, ReadTree(ref reader, header), flow);
                break;
            case Smb2Command.Create:
                OnCreated(ref reader, header, request, flow);
                break;
            case Smb2Command.Close:
                var size = ReadClosedSize(ref reader, header);
                if (header.Status == NtStatus.Success) _ledger.OnClosed(request.File, header.Status, size, flow);
                break;
            case Smb2Command.Read when header.Status is NtStatus.Success or NtStatus.BufferOverflow:
                OnRead(message, ref reader, request, flow);
                break;
            case Smb2Command.Write when header.Status == NtStatus.Success && known:
                reader.Skip(4);
                if (_ledger.File(request.File) is { } written) written.BytesWritten += Math.Min(reader.U32Le(), request.Detail);
                break;
            case Smb2Command.Ioctl:
                OnIoctl(message, ref reader, request, flow);
                break;
            case Smb2Command.SetInfo when known && request.Intent != SmbIntent.Other:
                _ledger.OnChanged(request, header.Status, flow);
                break;
        }
    }

    // §2.2.6: | size 2 | flags 2 | token offset 2 | token length 2 |
    private void OnSessionSetup(ReadOnlySpan<byte> message, in Smb2Header header, in SmbRequest request, IFlowContext flow)
    {
        var reader = new ByteReader(message[Smb2Header.Length..]);
        reader.Skip(2);
        var flags = reader.U16Le();
        uint offset = reader.U16Le();
        uint length = reader.U16Le();
        var hasToken = NtStatus.HasBody(header.Status) && !reader.Truncated;
        if (!hasToken) flags = 0;
        logon.OnAnswer(hasToken ? Smb2Fields.Part(message, offset, length) : default, header.Status, flow);
        if (header.Status == NtStatus.MoreProcessing) return;
        var answer = new SmbLogonAnswer(header.Session, header.Status)
        {
            IsGuest = (flags & Guest) != 0,
            IsAnonymous = (flags & Anonymous) != 0,
            EncryptsData = (flags & Encrypts) != 0,
        };
        _ledger.OnLogon(request, answer, logon, flow);
    }

    // §2.2.10: | size 2 | type 1 | 1 | share flags 4 | capabilities 4 | access 4 |
    private static SmbConnectedTree ReadTree(ref ByteReader reader, in Smb2Header header)
    {
        const uint EncryptData = 0x8000; // SMB2_SHAREFLAG_ENCRYPT_DATA
        if (header.Status != NtStatus.Success) return new SmbConnectedTree(header.Status, header.Tree, SmbShareType.Unknown, false);
        reader.Skip(2);
        var type = reader.U8();
        reader.Skip(1);
        var flags = reader.U32Le();
        var kind = type is >= (byte)SmbShareType.Disk and <= (byte)SmbShareType.Print ? (SmbShareType)type : SmbShareType.Unknown;
        return new SmbConnectedTree(header.Status, header.Tree, kind, (flags & EncryptData) != 0);
    }

    // §2.2.14: | size 2 | oplock 1 | flags 1 | action 4 | times 32 | allocation 8 | size 8 | attributes 4 | 4 | file id 16 |
    private void OnCreated(ref ByteReader reader, in Smb2Header header, in SmbRequest request, IFlowContext flow)
    {
        if (header.Status != NtStatus.Success)
        {
            _ledger.OnOpened(request, default, default, header.Status, flow);
            return;
        }
        reader.Skip(4);
        var action = reader.U32Le();
        var times = Smb2Fields.Times(ref reader);
        reader.Skip(8);
        var size = reader.U64Le();
        var attributes = reader.U32Le();
        reader.Skip(4);
        var id = Smb2Fields.FileId(ref reader);
        if (reader.Truncated) return;
        _ledger.OnOpened(request, id, new SmbOpened(size, times, attributes, action), header.Status, flow);
        if (request.IsChained) _ledger.Resolve(header.MessageId, id);
    }

    // §2.2.16: | size 2 | flags 2 | 4 | times 32 | allocation 8 | size 8 | attributes 4 |; the size is there when the flags say so
    private static ulong? ReadClosedSize(ref ByteReader reader, in Smb2Header header)
    {
        reader.Skip(2);
        var hasAttributes = (reader.U16Le() & 1) != 0;
        reader.Skip(4 + 32 + 8);
        var size = reader.U64Le();
        return header.Status == NtStatus.Success && hasAttributes && !reader.Truncated ? size : null;
    }

    // §2.2.20: | size 2 | data offset 1 | 1 | data length 4 | remaining 4 |
    private void OnRead(ReadOnlySpan<byte> message, scoped ref ByteReader reader, in SmbRequest request, IFlowContext flow)
    {
        reader.Skip(2);
        uint offset = reader.U8();
        reader.Skip(1);
        var length = reader.U32Le();
        if (reader.Truncated) return;
        if (_ledger.File(request.File) is { } file) file.BytesRead += length;
        _ledger.OnPipeData(request.File, _ledger.Tree(request.Session, request.Tree), Direction.FromResponder, Smb2Fields.Part(message, offset, length), flow);
    }

    // §2.2.32: | size 2 | 2 | code 4 | file id 16 | input offset 4, count 4 | output offset 4, count 4 |
    private void OnIoctl(ReadOnlySpan<byte> message, scoped ref ByteReader reader, in SmbRequest request, IFlowContext flow)
    {
        reader.Skip(4);
        var code = reader.U32Le();
        var id = Smb2Fields.FileId(ref reader);
        reader.Skip(8);
        var offset = reader.U32Le();
        var length = reader.U32Le();
        if (reader.Truncated) return;
        if (code == Smb2Interfaces.Query && Smb2Interfaces.Read(Smb2Fields.Part(message, offset, length)) is { } interfaces)
            flow.Emit(new SmbInterfacesEvent { Interfaces = interfaces });
        if (code != Smb2Requests.PipeTransceive) return;
        if (_ledger.File(id) is { } pipe)
        {
            pipe.BytesRead += length;
            pipe.BytesWritten += request.Detail;
        }
        _ledger.OnPipeData(id, _ledger.Tree(request.Session, request.Tree), Direction.FromResponder, Smb2Fields.Part(message, offset, length), flow);
    }
}
