using NetSensor.Events;
using NetSensor.Protocols.Smb;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Protocols.Smb.SmbMessages;

namespace NetSensor.Tests.Protocols.Smb;

public sealed class Smb1DialogueTests
{
    private readonly SmbParser _parser = new();
    private readonly RecordingFlow _flow = new();

    private static readonly byte[] NoAndX = [0xff, 0, 0, 0];

    /// <summary>A share, an open, a write, a close, a rename, a pipe's transaction, as each side sends them.</summary>
    public static (Direction Direction, byte[] Bytes)[] Upload =>
    [
        (Direction.FromOriginator, Smb1(0x72, false, [], [2, .. "LANMAN1.0\0"u8, 2, .. "NT LM 0.12\0"u8])),
        (Direction.FromResponder, Smb1(0x72, true, [1, 0, 0x0f, 50, 0, 1, 0, .. new byte[12], 0, 0, 0, 0x80, .. new byte[10], 0], Enumerable.Repeat((byte)0x5e, 16).ToArray())),
        (Direction.FromOriginator, Smb1(0x75, false, [.. NoAndX, 0, 0, 1, 0], [0, .. Utf16("\\\\shop\\share\0"), .. "?????\0"u8])),
        (Direction.FromResponder, Smb1(0x75, true, [.. NoAndX, 1, 0], [.. "A:\0"u8, .. Utf16("NTFS\0")])),
        (Direction.FromOriginator, OpenRequest(@"\a.exe")), (Direction.FromResponder, OpenAnswer(0x4001)),
        (Direction.FromOriginator, Smb1(0x2f, false, [.. NoAndX, 1, 0x40, .. new byte[8], 0, 0, 0, 0, 0, 0, 4, 0, 64, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4])),
        (Direction.FromResponder, Smb1(0x2f, true, [.. NoAndX, 4, 0, 0, 0, 0, 0, 0, 0], [])),
        (Direction.FromOriginator, Smb1(0x07, false, [0x16, 0], [4, .. Utf16("a\0"), 4, 0, .. Utf16("b\0")])), (Direction.FromResponder, Smb1(0x07, true, [], [])),
        (Direction.FromOriginator, Smb1(0x25, false, PipeWords, [.. new byte[84 - 67], .. Samples.DceBind])),
        (Direction.FromOriginator, Smb1(0x32, false, SetInformationWords, [0, 0, 0, 1, 0x40, 0xf5, 3, 0, 0, 0, 0, 1])), (Direction.FromResponder, Smb1(0x32, true, [], [])),
        (Direction.FromOriginator, Smb1(0x04, false, [1, 0x40, 0, 0, 0, 0], [])), (Direction.FromResponder, Smb1(0x04, true, [], [])),
    ];

    // SET_FILE_INFORMATION: parameters at 68, data at 76
    private static byte[] SetInformationWords => [6, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 68, 0, 1, 0, 76, 0, 1, 0, 8, 0];

    // TRANSACT_NMPIPE for the pipe 4001: data at 84
    private static byte[] PipeWords =>
        [0, 0, (byte)Samples.DceBind.Length, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)Samples.DceBind.Length, 0, 84, 0, 2, 0, 0x26, 0, 1, 0x40];

    [Fact]
    public void Client_and_server_agree_on_a_dialect()
    {
        Ask(Smb1(0x72, false, [], [2, .. "LANMAN1.0\0"u8, 2, .. "NT LM 0.12\0"u8]));
        Answer(Smb1(0x72, true,
            [1, 0, 0x0f, 50, 0, 1, 0, .. new byte[12], 0, 0, 0, 0x80, .. new byte[10], 0],         // the second; signing required; extended security
            Enumerable.Repeat((byte)0x5e, 16).ToArray()));
        var told = Single<SmbNegotiateEvent>();
        Assert.Equal(("NT LM 0.12", true), (told.Dialect, told.ServerRequiresSigning));
        Assert.Equal(["LANMAN1.0", "NT LM 0.12"], told.Offered!);
        Assert.Equal("5e5e5e5e-5e5e-5e5e-5e5e-5e5e5e5e5e5e", told.ServerGuid.ToString());
    }

    [Fact]
    public void A_name_in_the_clear_is_who_logs_on()
    {
        Ask(Smb1(0x73, false,
            [.. NoAndX, 0, 16, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. new byte[8]],               // thirteen words, no passwords
            [0, .. Utf16("ada\0"), .. Utf16("ENGINES\0"), .. Utf16("Unix\0"), .. Utf16("Samba\0")]));
        Answer(Smb1(0x73, true, [.. NoAndX, 1, 0], [0, .. Utf16("Windows 5.1\0"), .. Utf16("Windows 2000 LAN Manager\0"), .. Utf16("SHOP\0")]));
        var told = Single<SmbSessionEvent>();
        Assert.Equal((@"ENGINES\ada", "Unix", "Windows 5.1", true, 3ul), (told.User, told.ClientSystem, told.ServerSystem, told.IsGuest, told.SessionId));
    }

    [Fact]
    public void A_share_has_a_service_and_a_file_system()
    {
        Connect("A:", "NTFS");
        var told = Single<SmbTreeEvent>();
        Assert.Equal((@"\\shop\share", "A:", "NTFS", SmbShareType.Disk, 7u), (told.Path, told.Service, told.NativeFileSystem, told.ShareType, told.TreeId));
    }

    [Fact]
    public void A_file_is_opened_written_and_closed()
    {
        Connect("A:", "NTFS");
        Open(@"\a.exe", fid: 0x4001);
        Ask(Smb1(0x2f, false, [.. NoAndX, 1, 0x40, .. new byte[8], 0, 0, 0, 0, 0, 0, 4, 0, 64, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4]));
        Answer(Smb1(0x2f, true, [.. NoAndX, 4, 0, 0, 0, 0, 0, 0, 0], []));
        Ask(Smb1(0x04, false, [1, 0x40, 0, 0, 0, 0], []));
        Answer(Smb1(0x04, true, [], []));
        var told = _flow.Events.OfType<SmbFileEvent>().ToList();
        Assert.Equal([SmbOperation.Open, SmbOperation.Close], told.Select(file => file.Operation));
        Assert.Equal((@"\a.exe", @"\\shop\share", 4096ul, 4), (told[1].Name, told[1].Share, told[1].Size, told[1].BytesWritten));
    }

    [Fact]
    public void Files_are_deleted_and_renamed_by_their_names()
    {
        Connect("A:", "NTFS");
        Ask(Smb1(0x07, false, [0x16, 0], [4, .. Utf16("a\0"), 4, 0, .. Utf16("b\0")]));             // the second name is moved to an even place
        Answer(Smb1(0x07, true, [], []));
        Ask(Smb1(0x06, false, [0x16, 0], [4, .. Utf16("b\0")]));
        Answer(Smb1(0x06, true, [], [], status: 0xC0000022));
        var told = _flow.Events.OfType<SmbFileEvent>().ToList();
        Assert.Equal((SmbOperation.Rename, "b", "a", 0u), (told[0].Operation, told[0].Name, told[0].PreviousName, told[0].Status));
        Assert.Equal((SmbOperation.Delete, "b", 0xC0000022u), (told[1].Operation, told[1].Name, told[1].Status));
    }

    [Fact]
    public void An_open_file_is_marked_for_deletion()
    {
        Connect("A:", "NTFS");
        Open(@"\a.exe", fid: 0x4001);
        Ask(Smb1(0x32, false, SetInformationWords, [0, 0, 0, 1, 0x40, 0xf5, 3, 0, 0, 0, 0, 1]));                 // disposition, passed through
        Answer(Smb1(0x32, true, [], []));
        Assert.Contains(_flow.Events.OfType<SmbFileEvent>(), file => file is { Operation: SmbOperation.Delete, Name: @"\a.exe", Status: 0 });
    }

    [Fact]
    public void Transactions_carry_dce_rpc_over_a_pipe()
    {
        Connect("IPC", "");
        Open(@"\svcctl", fid: 0x4001);
        Ask(Smb1(0x25, false, PipeWords, [.. new byte[84 - 67], .. Samples.DceBind]));
        Assert.Contains("dce_rpc", _flow.Services);
        Assert.True(Assert.Single(_flow.Events.OfType<SmbFileEvent>()).IsPipe);
    }

    [Fact]
    public void A_chain_of_commands_is_followed_and_never_backwards()
    {
        byte[] setup = [0x75, 0, 0, 0, 0, 16, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. new byte[8]];
        setup[2] = 32 + 1 + 26 + 2 + 8;                                                            // the second command behind the first one's bytes
        byte[] chained = [4, 0xff, 0, 32, 0, 0, 0, 0, 0, 20, 0, .. @"\\a\b"u8, 0, .. "?????\0"u8];   // says that a third is at 32, where the first one is
        var message = Smb1(0x73, false, setup, new byte[8]);
        byte[] whole = [.. message[4..], .. chained];
        whole[11] = 0x40;                                                                           // texts of one byte per character
        Ask(Frame(whole));
        Answer(Smb1(0x75, true, [.. NoAndX, 1, 0], [.. "A:\0"u8]));
        Assert.Equal(@"\\a\b", Single<SmbTreeEvent>().Path);
    }

    private void Connect(string service, string system)
    {
        Ask(Smb1(0x75, false, [.. NoAndX, 0, 0, 1, 0], [0, .. Utf16("\\\\shop\\share\0"), .. "?????\0"u8]));      // a password of one byte
        byte[] named = System.Text.Encoding.ASCII.GetBytes(service + "\0");
        byte[] padding = (38 + 3 + named.Length) % 2 == 0 ? [] : [0];
        Answer(Smb1(0x75, true, [.. NoAndX, 1, 0], [.. named, .. padding, .. Utf16(system + "\0")]));
    }

    private void Open(string name, ushort fid)
    {
        Ask(OpenRequest(name));
        Answer(OpenAnswer(fid));
    }

    private static byte[] OpenRequest(string name) =>
        Smb1(0xa2, false, [.. NoAndX, 0, .. Le((ushort)(name.Length * 2)), .. new byte[41]], [0, .. Utf16(name + "\0")]);

    private static byte[] OpenAnswer(ushort fid, ulong time = 131_000_000_000_000_000) => Smb1(0xa2, true,
        [.. NoAndX, 0, .. Le(fid), 1, 0, 0, 0, .. Le(time), .. Le(time), .. Le(time), .. Le(time), 0x20, 0, 0, 0, .. Le(4096ul), .. Le(4096ul), .. new byte[5]], []);

    private void Ask(byte[] request) => Assert.Equal(request.Length, _parser.Parse(request, Direction.FromOriginator, _flow).Consumed);

    private void Answer(byte[] answer) => Assert.Equal(answer.Length, _parser.Parse(answer, Direction.FromResponder, _flow).Consumed);

    private TEvent Single<TEvent>() where TEvent : SensorEvent => Assert.Single(_flow.Events.OfType<TEvent>());
}
