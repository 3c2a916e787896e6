using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>Reads the answers of SMB 1.</summary>
internal sealed class Smb1Answers(SmbLedger ledger, SmbNegotiation negotiation, SmbLogon logon)
{
    /// <summary>Where the answer to a READ_ANDX says where its data begins ([MS-CIFS] §2.2.4.42.2).</summary>
    public const int ReadOffset = 12;

    private const uint ExtendedSecurity = 0x8000_0000; // CAP_EXTENDED_SECURITY: a token instead of a challenge
    private const byte SigningRequired = 8;         // NEGOTIATE_SECURITY_SIGNATURES_REQUIRED
    private const int GuidLength = 16;

    /// <summary>Reads one command.</summary>
    public void Read(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, IFlowContext flow)
    {
        var id = header.Pair(block.Command);
        var known = ledger.TryFind(id, out var request);
        if (!known) request = new SmbRequest { Command = (ushort)block.Command, Time = flow.Now, Session = header.Session, Tree = header.Tree, File = Smb2Fields.FileBefore };
        if (block.Command != Smb1Command.Transaction || IsLast(block)) ledger.TryTake(id, out _);
        switch (block.Command)
        {
            case Smb1Command.Negotiate:
                OnNegotiated(message, header, block, flow);
                break;
            case Smb1Command.SessionSetupAndX:
                OnSessionSetup(message, header, block, request, flow);
                break;
            case Smb1Command.TreeConnectAndX:
                OnTreeConnected(message, header, block, request with { Session = header.Session }, flow);
                break;
            case Smb1Command.NtCreateAndX or Smb1Command.OpenAndX:
                OnOpened(header, block, request, flow);
                break;
            case Smb1Command.Close:
                if (known && header.Status == NtStatus.Success) ledger.OnClosed(request.File, header.Status, null, flow);
                break;
            case Smb1Command.ReadAndX:
                var length = block.Word(10) | (uint)block.Word(14) << 16;
                OnData(message, block.Word(ReadOffset), length, request, flow);
                break;
            case Smb1Command.Transaction:
                if (known) OnData(message, block.Word(14), block.Word(12), request, flow);
                if (ledger.File(request.File) is { } pipe && IsLast(block)) pipe.BytesWritten += request.Detail;
                break;
            case Smb1Command.WriteAndX when known && header.Status == NtStatus.Success:
                var written = block.Word(4) | (uint)block.Word(8) << 16;
                if (ledger.File(request.File) is { } file) file.BytesWritten += Math.Min(written, request.Detail);
                break;
            case Smb1Command.Delete or Smb1Command.Rename or Smb1Command.NtRename or Smb1Command.Transaction2 when known:
                ledger.OnChanged(request, header.Status, flow);
                break;
        }
    }

    // §2.2.4.33.2: total data at 2, data count at 12, displacement at 16; an interim answer has no words
    private static bool IsLast(scoped in Smb1Block block) => block.Words.Length > 0 && block.Word(12) + block.Word(16) >= block.Word(2);

    // [MS-CIFS] §2.2.4.52.2: | index 2 | mode 1 | 2 | 2 | 4 | 4 | key 4 | capabilities 4 | time 8 | zone 2 | challenge length 1 |
    private void OnNegotiated(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, IFlowContext flow)
    {
        var answer = new Smb1Negotiated(block.Words.Length < 2 ? ushort.MaxValue : block.Word(0));
        if (block.Words.Length != 34)
        {
            negotiation.OnSmb1Answer(answer, header.Status, flow);
            return;
        }
        var capabilities = block.Long(19);
        answer = answer with { RequiresSigning = (block.Words[2] & SigningRequired) != 0, Capabilities = capabilities, Time = block.Quad(23) };
        var bytes = message.Slice(block.BytesAt, block.ByteCount);
        if ((capabilities & ExtendedSecurity) != 0)
        {
            if (bytes.Length >= GuidLength) answer = answer with { ServerGuid = new Guid(bytes[..GuidLength]) };
            if (bytes.Length > GuidLength) logon.OnOffer(bytes[GuidLength..], flow);
        }
        else
        {
            var place = block.BytesAt + block.Words[33];
            answer = answer with
            {
                Domain = SmbText.Next(message, ref place, header.IsUnicode, isAligned: false),
                ServerName = SmbText.Next(message, ref place, header.IsUnicode, isAligned: false),
            };
        }
        negotiation.OnSmb1Answer(answer, header.Status, flow);
    }

    // §2.2.4.53.2: | AndX 4 | action 2 |, [MS-SMB] §2.2.4.6.2: | token length 2 |
    private void OnSessionSetup(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, in SmbRequest request, IFlowContext flow)
    {
        const ushort Guest = 1; // SMB_SETUP_GUEST
        var place = block.BytesAt;
        var token = block.Words.Length == 8 ? Smb2Fields.Part(message, (uint)place, block.Word(6)) : default;
        place += token.Length;
        logon.OnAnswer(token, header.Status, flow);
        if (header.Status == NtStatus.MoreProcessing) return;
        var answer = new SmbLogonAnswer(header.Session, header.Status)
        {
            IsGuest = (block.Word(4) & Guest) != 0,
            User = request.Name,
            System = Text(message, ref place, header.IsUnicode),
            Software = Text(message, ref place, header.IsUnicode),
            Domain = Text(message, ref place, header.IsUnicode),
        };
        ledger.OnLogon(request, answer, logon, flow);
    }

    private static string? Text(ReadOnlySpan<byte> message, ref int place, bool isUnicode)
    {
        var text = place < message.Length ? SmbText.Next(message, ref place, isUnicode) : string.Empty;
        return text.Length > 0 ? text : null;
    }

    // §2.2.4.55.2: bytes: | service, always of one byte per character | file system |
    private void OnTreeConnected(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, in SmbRequest request, IFlowContext flow)
    {
        var answer = new SmbConnectedTree(header.Status, header.Tree, SmbShareType.Unknown, EncryptsData: false);
        if (header.Status == NtStatus.Success && block.ByteCount > 0)
        {
            var place = block.BytesAt;
            var end = place + block.ByteCount;
            var service = SmbText.Next(message, ref place, isUnicode: false);
            var system = place < end ? SmbText.Next(message, ref place, header.IsUnicode) : string.Empty;
            answer = answer with { Type = TypeOf(service), Service = service, FileSystem = system.Length > 0 ? system : null };
        }
        ledger.OnTreeConnected(request, answer, flow);
    }

    private static SmbShareType TypeOf(string service) => service switch
    {
        "IPC" => SmbShareType.Pipe,
        "A:" => SmbShareType.Disk,
        "LPT1:" => SmbShareType.Print,
        _ => SmbShareType.Unknown,
    };

    // §2.2.4.64.2: | AndX 4 | oplock 1 | fid 2 | action 4 | times 32 | attributes 4 | allocation 8 | size 8 | …; times: creation, access, write, change
    private void OnOpened(in Smb1Header header, scoped in Smb1Block block, in SmbRequest request, IFlowContext flow)
    {
        if (header.Status != NtStatus.Success)
        {
            ledger.OnOpened(request, default, default, header.Status, flow);
            return;
        }
        if (block.Command == Smb1Command.OpenAndX)
        {
            if (block.Words.Length >= 30) ledger.OnOpened(request, block.Word(4), new SmbOpened(block.Long(12), default, block.Word(6), block.Word(22)), header.Status, flow);
            return;
        }
        if (block.Words.Length < 68) return;
        var times = new SmbFileTimes(Modified: block.Quad(27), Accessed: block.Quad(19), Created: block.Quad(11), Changed: block.Quad(35));
        ledger.OnOpened(request, block.Word(5), new SmbOpened(block.Quad(55), times, block.Long(43), block.Long(7)), header.Status, flow);
    }

    private void OnData(ReadOnlySpan<byte> message, uint offset, uint length, in SmbRequest request, IFlowContext flow)
    {
        if (ledger.File(request.File) is { } file) file.BytesRead += length;
        ledger.OnPipeData(request.File, ledger.Tree(request.Session, request.Tree), Direction.FromResponder, Smb2Fields.Part(message, offset, length), flow);
    }
}
