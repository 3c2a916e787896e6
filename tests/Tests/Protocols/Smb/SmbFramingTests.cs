using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Smb;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Protocols.Smb.SmbMessages;

namespace NetSensor.Tests.Protocols.Smb;

public sealed class SmbFramingTests
{
    private readonly SmbParser _parser = new();
    private readonly RecordingFlow _flow = new();

    /// <summary>A log-on to a share and a small upload, as each side sends it.</summary>
    public static readonly (Direction Direction, byte[] Bytes)[] Upload =
    [
        (Direction.FromOriginator, Negotiate(0x0210, 0x0311)), (Direction.FromResponder, NegotiateAnswer(0x0210)),
        (Direction.FromOriginator, SessionSetup(2)), (Direction.FromResponder, SessionSetupAnswer(2)),
        (Direction.FromOriginator, TreeConnect(3, @"\\shop\share")), (Direction.FromResponder, TreeConnectAnswer(3, 1)),
        (Direction.FromOriginator, Create(4, "a.exe")), (Direction.FromResponder, CreateAnswer(4, 1)),
        (Direction.FromOriginator, Write(5, 1, new byte[9000])), (Direction.FromResponder, WriteAnswer(5, 9000)),
        (Direction.FromOriginator, Chain(related: true, SetInfoMessage(6, 1, 10, NewName("b.exe")), CloseMessage(7, ulong.MaxValue))),
        (Direction.FromResponder, Chain(related: false, [.. Header(17, 6, answer: true), 2, 0], CloseAnswerMessage(7))),
    ];

    [Fact]
    public void Bytes_that_come_one_by_one_tell_the_same()
    {
        var whole = Told(piece: int.MaxValue);
        Assert.Equal(6, whole.Count);
        Assert.Equal(whole, Told(piece: 1));
        Assert.Equal(whole, Told(piece: 100));
    }

    [Fact]
    public void No_prefix_of_a_conversation_tells_what_is_not_in_it()
    {
        var whole = Told(piece: int.MaxValue);
        foreach (var (direction, bytes) in Upload)
        {
            var message = bytes[4..];
            for (var length = 0; length < Math.Min(message.Length, 400); length++)
            {
                var flow = new RecordingFlow();
                var parser = new SmbParser();
                parser.Parse(Frame(message[..length]), direction, flow);                            // a frame that holds only so much of its message
                parser.OnClose(flow);
                Assert.True(flow.Events.Count <= whole.Count);
            }
        }
    }

    [Fact]
    public void The_content_of_a_large_write_is_skipped()
    {
        var write = Write(5, 1, new byte[500_000]);
        var result = _parser.Parse(write.AsSpan(0, 1460), Direction.FromOriginator, _flow);
        Assert.Equal(write.Length, result.Consumed);                                               // of which the flow has 1,460 bytes and passes over the rest
    }

    [Fact]
    public void A_pipe_s_data_is_waited_for()
    {
        Say(Direction.FromOriginator, TreeConnect(3, @"\\shop\IPC$"));
        Say(Direction.FromResponder, TreeConnectAnswer(3, type: 2));
        var write = Write(5, 1, [.. Samples.DceBind, .. new byte[5000]]);
        Assert.Equal(0, _parser.Parse(write.AsSpan(0, 1460), Direction.FromOriginator, _flow).Consumed);
        Assert.Equal(write.Length, _parser.Parse(write, Direction.FromOriginator, _flow).Consumed);
    }

    [Fact]
    public void A_gap_within_a_frame_ends_with_the_frame()
    {
        var create = Create(4, new string('x', 2000));                                             // waited for, and its end is lost
        _parser.Parse(create.AsSpan(0, 3000), Direction.FromOriginator, _flow);
        var result = _parser.OnGap(Direction.FromOriginator, 3500, _flow);
        Assert.Equal(create.Length - 3500, result.Consumed);
        Say(Direction.FromOriginator, TreeConnect(5, @"\\shop\share"));
        Say(Direction.FromResponder, TreeConnectAnswer(5, 1));
        Assert.Single(_flow.Events.OfType<SmbTreeEvent>());
    }

    [Fact]
    public void Behind_a_gap_the_next_frame_is_found()
    {
        Assert.Equal(0, _parser.OnGap(Direction.FromOriginator, 100, _flow).Consumed);
        byte[] bytes = [.. "the rest of a file with SMB in it"u8, .. TreeConnect(5, @"\\shop\share")];
        Assert.Equal(bytes.Length, _parser.Parse(bytes, Direction.FromOriginator, _flow).Consumed);
        Say(Direction.FromResponder, TreeConnectAnswer(5, 1));
        Assert.Equal(@"\\shop\share", Assert.Single(_flow.Events.OfType<SmbTreeEvent>()).Path);
    }

    [Fact]
    public void What_may_be_the_beginning_of_a_frame_is_kept_behind_a_gap()
    {
        _parser.OnGap(Direction.FromOriginator, 100, _flow);
        var request = TreeConnect(5, @"\\shop\share");
        byte[] bytes = [.. new byte[50], .. request[..6]];
        var consumed = (int)_parser.Parse(bytes, Direction.FromOriginator, _flow).Consumed;
        Assert.InRange(consumed, 1, 50);
        byte[] more = [.. bytes[consumed..], .. request[6..]];
        Assert.Equal(more.Length, _parser.Parse(more, Direction.FromOriginator, _flow).Consumed);
        Say(Direction.FromResponder, TreeConnectAnswer(5, 1));
        Assert.Equal(@"\\shop\share", Assert.Single(_flow.Events.OfType<SmbTreeEvent>()).Path);
    }

    [Fact]
    public void A_capture_may_begin_within_a_file()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'x', 900), .. TreeConnect(5, @"\\shop\share")];
        Assert.Equal(ProbeVerdict.Yes, SmbProtocol.Descriptor.Probe(bytes, Direction.FromOriginator, likelyPort: true));
        Assert.Equal(ProbeVerdict.No, SmbProtocol.Descriptor.Probe(bytes, Direction.FromOriginator, likelyPort: false));
        Say(Direction.FromOriginator, bytes);
        Say(Direction.FromResponder, TreeConnectAnswer(5, 1));
        Assert.Empty(_flow.Weirds);
        Assert.Equal(@"\\shop\share", Assert.Single(_flow.Events.OfType<SmbTreeEvent>()).Path);
    }

    [Fact]
    public void Noise_between_frames_is_passed_over_and_noted()
    {
        byte[] bytes = [.. TreeConnect(4, @"\\shop\other"), 0x17, 3, 3, .. TreeConnect(5, @"\\shop\share")];
        Say(Direction.FromOriginator, bytes);
        Assert.Equal(["smb_frame_lost"], _flow.Weirds);
        Say(Direction.FromResponder, TreeConnectAnswer(5, 1));
        Assert.Equal(@"\\shop\share", Assert.Single(_flow.Events.OfType<SmbTreeEvent>()).Path);
    }

    [Fact]
    public void The_opening_of_a_netbios_session_is_passed_over()
    {
        Say(Direction.FromOriginator, [0x81, 0, 0, 68, .. new byte[68]]);
        Say(Direction.FromResponder, [0x82, 0, 0, 0]);
        Say(Direction.FromOriginator, [0x85, 0, 0, 0, .. TreeConnect(5, @"\\shop\share")]);        // keep-alive
        Say(Direction.FromResponder, TreeConnectAnswer(5, 1));
        Assert.Single(_flow.Events.OfType<SmbTreeEvent>());
    }

    [Fact]
    public void Where_only_the_client_is_seen_its_requests_are_told_without_a_status()
    {
        foreach (var (direction, bytes) in Upload)
            if (direction == Direction.FromOriginator) Say(direction, bytes);
        _parser.OnClose(_flow);
        var share = Assert.Single(_flow.Events.OfType<SmbTreeEvent>());
        Assert.Equal((@"\\shop\share", null), (share.Path, share.Status));
        Assert.Contains(_flow.Events.OfType<SmbFileEvent>(), file => file is { Operation: SmbOperation.Open, Name: "a.exe", Status: null });
    }

    [Fact]
    public void The_start_of_a_compressed_message_that_is_left_as_it_is_is_read()
    {
        var request = TreeConnect(5, @"\\shop\share")[4..];
        Say(Direction.FromOriginator, Frame([0xfc, .. "SMB"u8, 0, 1, 0, 0, 1, 0, 0, 0, .. Le((uint)request.Length), .. request, 1, 2, 3]));
        Say(Direction.FromResponder, TreeConnectAnswer(5, 1));
        Assert.Equal(@"\\shop\share", Assert.Single(_flow.Events.OfType<SmbTreeEvent>()).Path);
    }

    [Fact]
    public void Requests_that_nobody_answers_are_given_up()
    {
        for (ulong id = 1; id < 3000; id++) Say(Direction.FromOriginator, Create(id, "f"));
        Assert.Equal(["SMB_discarded_messages_state"], _flow.Weirds.Distinct());
        Assert.InRange(_flow.Events.Count, 1000, 2999);
    }

    [Fact]
    public void Nothing_is_allocated_while_a_file_is_read_and_written()
    {
        var parser = new SmbParser();
        foreach (var (direction, bytes) in Upload[..8]) parser.Parse(bytes, direction, _flow);
        var (write, written) = (Write(9, 1, new byte[60_000]).AsSpan(0, 1460).ToArray(), WriteAnswer(9, 60_000));
        var (read, answer) = (Read(10, 1, 60_000), ReadAnswer(10, new byte[60_000]).AsSpan(0, 1460).ToArray());
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                parser.Parse(write, Direction.FromOriginator, _flow);
                parser.Parse(written, Direction.FromResponder, _flow);
                parser.Parse(read, Direction.FromOriginator, _flow);
                parser.Parse(answer, Direction.FromResponder, _flow);
            }
        }));
    }

    [Fact]
    public void A_parser_that_is_used_again_knows_nothing_of_before()
    {
        foreach (var (direction, bytes) in Upload[..8]) Say(direction, bytes);
        _parser.OnClose(_flow);
        _parser.Reset();
        _flow.Events.Clear();
        Say(Direction.FromOriginator, Create(9, "b.txt"));
        Say(Direction.FromResponder, CreateAnswer(9, 1));
        Assert.Null(Assert.Single(_flow.Events.OfType<SmbFileEvent>()).Share);
    }

    private void Say(Direction direction, byte[] bytes) => Assert.Equal(bytes.Length, _parser.Parse(bytes, direction, _flow).Consumed);

    /// <summary>What the upload tells when it comes in pieces of so many bytes; what is skipped is not presented.</summary>
    private static List<string> Told(int piece)
    {
        var flow = new RecordingFlow();
        var parser = new SmbParser();
        foreach (var (direction, bytes) in Upload)
        {
            int start = 0, end = 0;
            while (end < bytes.Length)                                                             // ends: each turn shows at least a byte more
            {
                end = Math.Max(end, start) + Math.Min(piece, bytes.Length - Math.Max(end, start));
                start += (int)parser.Parse(bytes.AsSpan(start, end - start), direction, flow).Consumed;
                if (start >= bytes.Length) break;
            }
        }
        parser.OnClose(flow);
        return [.. flow.Events.Select(Text)];
    }

    private static string Text(SensorEvent happened) => happened switch
    {
        SmbTreeEvent tree => $"tree {tree.Path}",
        SmbFileEvent file => $"{file.Operation} {file.Name} {file.BytesWritten} {file.Status}",
        _ => happened.GetType().Name,
    };
}
