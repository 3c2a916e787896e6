using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>Reads the requests of SMB 1: what of them must be remembered until the answer comes, tokens, and data for pipes.</summary>
internal sealed class Smb1Requests(SmbLedger ledger, SmbNegotiation negotiation, SmbLogon logon)
{
    /// <summary>Where a WRITE_ANDX says where its data begins ([MS-CIFS] §2.2.4.43.1).</summary>
    public const int WriteOffset = 22;

    private const byte TextFormat = 4;              // in front of names in old commands (§2.2.1.1)
    private const ushort TransactPipe = 0x26;       // TRANS_TRANSACT_NMPIPE (§2.2.5.6)
    private const uint DeleteOnClose = 0x1000;      // FILE_DELETE_ON_CLOSE
    private const ushort RawMessageStart = 0x0c;    // RAW_MODE and MSG_START: two bytes of length stand in front of the data (§2.2.4.43.1)

    /// <summary>Reads one command.</summary>
    public void Read(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, IFlowContext flow)
    {
        var request = new SmbRequest { Command = (ushort)block.Command, Time = flow.Now, Session = header.Session, Tree = header.Tree, IsSigned = header.IsSigned };
        switch (block.Command)
        {
            case Smb1Command.Negotiate:
                negotiation.OnSmb1Request(message.Slice(block.BytesAt, block.ByteCount));
                break;
            case Smb1Command.SessionSetupAndX:
                request = ReadSessionSetup(message, header, block, request, flow);
                break;
            case Smb1Command.TreeConnectAndX:
                var path = block.BytesAt + block.Word(6);
                request = request with { Intent = SmbIntent.Connect, Name = SmbText.Next(message, ref path, header.IsUnicode) };
                break;
            case Smb1Command.NtCreateAndX or Smb1Command.OpenAndX:
                request = ReadOpen(message, header, block, request);
                break;
            case Smb1Command.Close:
                request = request with { File = block.Word(0) };
                break;
            case Smb1Command.ReadAndX:
                request = request with { File = block.Word(4) };
                break;
            case Smb1Command.WriteAndX:
                request = ReadWrite(message, block, request, flow);
                break;
            case Smb1Command.Delete or Smb1Command.Rename or Smb1Command.NtRename:
                request = ReadChange(message, header, block, request);
                break;
            case Smb1Command.Transaction:
                if (block.Word(28) != TransactPipe) return;
                request = request with { File = block.Word(30), Detail = block.Word(22) };
                OnPipeData(message, block.Word(24), block.Word(22), request, flow);
                break;
            case Smb1Command.TransactionSecondary:
                if (ledger.TryFind(header.Pair(Smb1Command.Transaction), out var begun)) OnPipeData(message, block.Word(12), block.Word(10), begun, flow);
                return;
            case Smb1Command.Transaction2:
                if (!Smb1SetInformation.TryRead(message, header, block, ref request)) return;
                break;
            default:
                return;
        }
        ledger.Expect(header.Pair(block.Command), request, flow);
    }

    // [MS-CIFS] §2.2.4.53.1 with 13 words: two passwords, account, domain, system; [MS-SMB] §2.2.4.6.1 with 12: a token, system; 10 in LAN Manager
    private SmbRequest ReadSessionSetup(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, SmbRequest request, IFlowContext flow)
    {
        var place = block.BytesAt + block.Word(14);
        if (block.Words.Length == 24)
        {
            logon.OnRequest(Smb2Fields.Part(message, (uint)block.BytesAt, block.Word(14)), flow);
            return request with { From = OrNull(SmbText.Next(message, ref place, header.IsUnicode)) };
        }
        if (block.Words.Length == 26) place += block.Word(16);
        var account = SmbText.Next(message, ref place, header.IsUnicode);
        var domain = SmbText.Next(message, ref place, header.IsUnicode);
        var system = SmbText.Next(message, ref place, header.IsUnicode);
        return request with { Name = account.Length == 0 ? null : domain.Length == 0 ? account : $"{domain}\\{account}", From = OrNull(system) };
    }

    private static string? OrNull(string text) => text.Length > 0 ? text : null;

    // §2.2.4.64.1 and §2.2.4.41.1
    private static SmbRequest ReadOpen(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, SmbRequest request)
    {
        var place = block.BytesAt;
        request = request with { Intent = SmbIntent.Open, Name = SmbText.Next(message, ref place, header.IsUnicode) };
        if (block.Command == Smb1Command.OpenAndX) return request with { Disposition = 1 };
        return request with { Detail = block.Long(15), Disposition = block.Long(35), DeletesOnClose = (block.Long(39) & DeleteOnClose) != 0 };
    }

    // §2.2.4.43.1: | AndX 4 | fid 2 | offset 4 | timeout 4 | mode 2 | remaining 2 | length high 2 | length 2 | data offset 2 | offset high 4 |
    private SmbRequest ReadWrite(ReadOnlySpan<byte> message, scoped in Smb1Block block, SmbRequest request, IFlowContext flow)
    {
        uint length = block.Word(20) | (uint)block.Word(18) << 16;
        request = request with { File = block.Word(4), Detail = length };
        uint offset = block.Word(WriteOffset);
        var isPrefixed = (block.Word(14) & RawMessageStart) == RawMessageStart && length > 2;
        OnPipeData(message, isPrefixed ? offset + 2 : offset, isPrefixed ? length - 2 : length, request, flow);
        return request;
    }

    private void OnPipeData(ReadOnlySpan<byte> message, uint offset, uint length, in SmbRequest request, IFlowContext flow) =>
        ledger.OnPipeData(request.File, ledger.Tree(request.Session, request.Tree), Direction.FromOriginator, Smb2Fields.Part(message, offset, length), flow);

    // §2.2.4.7.1 and §2.2.4.8.1: | 04 | name | 04 | new name |
    private static SmbRequest ReadChange(ReadOnlySpan<byte> message, in Smb1Header header, scoped in Smb1Block block, SmbRequest request)
    {
        var place = block.BytesAt;
        var name = FormattedText(message, ref place, header.IsUnicode);
        if (block.Command == Smb1Command.Delete) return request with { Intent = SmbIntent.Delete, Name = name };
        return request with { Intent = SmbIntent.Rename, From = name, Name = FormattedText(message, ref place, header.IsUnicode) };
    }

    private static string FormattedText(ReadOnlySpan<byte> message, ref int place, bool isUnicode)
    {
        if (place < message.Length && message[place] == TextFormat) place++;
        return SmbText.Next(message, ref place, isUnicode);
    }
}
