using NetSensor.Events;
using NetSensor.Protocols.Framing;
using NetSensor.Wire;

namespace NetSensor.Protocols.MySql;

/// <summary>Follows a MySQL session: greeting, login, or TLS; then commands and what becomes of them.</summary>
public sealed class MySqlParser : FrameParser
{
    private enum Phase : byte { Greeting, Login, Authentication, Commands }
    private enum Answer : byte { None, First, Columns, ColumnsEnd, Rows }

    private const int EnoughBytes = 16 * 1024;      // logins and statements; rows and long statements pass by
    private const int MaxArgument = 4096;
    private const int MaxWords = 512;               // MYSQL_ERRMSG_SIZE of the server
    private const int MaxEnd = 9;                   // an end is shorter: a row of this first byte is not
    private const uint Compresses = 0x20;           // CLIENT_COMPRESS
    private const uint DeprecatesEnd = 1 << 24;     // CLIENT_DEPRECATE_EOF
    private const uint HasAttributes = 1 << 27;     // CLIENT_QUERY_ATTRIBUTES
    private const byte Ok = 0, End = 0xfe, Failure = 0xff;

    private Phase _phase;
    private Answer _answer;
    private uint _capabilities;
    private string? _version;
    private MySqlCommandEvent? _open;
    private int _command;
    private long _columns;

    /// <inheritdoc/>
    protected override int Enough => EnoughBytes;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => Tell(flow);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        (_phase, _answer, _capabilities, _command, _columns) = (Phase.Greeting, Answer.None, 0, 0, 0);
        _version = null;
        _open = null;
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (_phase == Phase.Greeting && direction == Direction.FromOriginator) return Unknown;       // the server speaks first
        if (bytes.Length < MySqlMessage.HeaderLength) return Unknown;
        return MySqlMessage.HeaderLength + (bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));
    }

    /// <inheritdoc/>
    protected override void OnLoss(Direction direction) => _answer = Answer.None;

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        var fromServer = direction == Direction.FromResponder;
        switch (_phase)
        {
            case Phase.Greeting:
                if (MySqlMessage.Greeting(frame, out _) != ProbeVerdict.Yes) return ParseStatus.NotThis;
                _version = MySqlMessage.Version(frame);
                _phase = Phase.Login;
                return ParseStatus.Continue;
            case Phase.Login:
                return fromServer ? ParseStatus.Continue : OnLogin(frame, flow);
            case Phase.Authentication:
                if (fromServer) OnAuthentication(frame[MySqlMessage.HeaderLength..], flow);
                return _phase == Phase.Commands && (_capabilities & Compresses) != 0 ? ParseStatus.Done : ParseStatus.Continue;
            default:
                if (fromServer) OnAnswer(frame[MySqlMessage.HeaderLength..], flow);
                else if (frame[3] == 0) OnCommand(frame[MySqlMessage.HeaderLength..], flow);         // only a command begins a sequence
                return ParseStatus.Continue;
        }
    }

    private ParseStatus OnLogin(scoped ReadOnlySpan<byte> frame, IFlowContext flow)
    {
        if (MySqlMessage.Response(frame, out _, out var wantsTls) == ProbeVerdict.No) return ParseStatus.NotThis;
        flow.ConfirmService(MySqlProtocol.Service);
        if (wantsTls) return ParseStatus.Upgrade;
        _phase = Phase.Authentication;
        _capabilities = MySqlMessage.Capabilities(frame);
        _open = new MySqlCommandEvent { Begin = flow.Now, Command = "login", Argument = EscapedText.From(MySqlMessage.User(frame), MaxArgument), ServerVersion = _version };
        return ParseStatus.Continue;
    }

    private void OnAuthentication(scoped ReadOnlySpan<byte> packet, IFlowContext flow)
    {
        if (packet.IsEmpty || packet[0] is not (Ok or Failure)) return;                              // more is wanted of the client
        _phase = Phase.Commands;
        Finish(packet, flow);
    }

    private void OnCommand(scoped ReadOnlySpan<byte> packet, IFlowContext flow)
    {
        Tell(flow);
        if (packet.IsEmpty) return;
        _command = packet[0];
        var argument = packet[1..];
        if (_command == MySqlCommand.Query && (_capabilities & HasAttributes) != 0) argument = MySqlCommand.Statement(argument);
        if (_command == MySqlCommand.ChangeUser && argument.IndexOf((byte)0) is >= 0 and var end) argument = argument[..end];
        if (argument.EndsWith("\0"u8)) argument = argument[..^1];
        _open = new MySqlCommandEvent { Begin = flow.Now, Command = MySqlCommand.Name(_command), Argument = EscapedText.From(argument, MaxArgument) };
        _answer = Answer.First;
        if (_command == MySqlCommand.ChangeUser) _phase = Phase.Authentication;
        else if (_command == MySqlCommand.Quit) Tell(flow);
    }

    private void OnAnswer(scoped ReadOnlySpan<byte> packet, IFlowContext flow)
    {
        if (_open is null || packet.IsEmpty) return;
        var isEnd = packet[0] == End && (packet.Length < MaxEnd || (_capabilities & DeprecatesEnd) != 0);
        switch (_answer)
        {
            case Answer.First when packet[0] is Ok or Failure || isEnd:
                Finish(packet, flow);
                break;
            case Answer.First when _command == MySqlCommand.FieldList:
                _answer = Answer.Rows;
                break;
            case Answer.First:
                var reader = new ByteReader(packet);
                _columns = MySqlCommand.Number(ref reader);
                _answer = _columns > 0 ? Answer.Columns : Answer.Rows;
                break;
            case Answer.Columns:
                if (--_columns == 0) _answer = (_capabilities & DeprecatesEnd) != 0 ? Answer.Rows : Answer.ColumnsEnd;
                break;
            case Answer.ColumnsEnd:
                _answer = Answer.Rows;
                break;
            case Answer.Rows when packet[0] == Failure || isEnd:
                Finish(packet, flow);
                break;
        }
    }

    private void Finish(scoped ReadOnlySpan<byte> packet, IFlowContext flow)
    {
        if (_open is null) return;
        _open.Success = packet[0] != Failure;
        if (packet[0] == Failure)
        {
            _open.Response = EscapedText.From(MySqlCommand.Words(packet), MaxWords);
        }
        else
        {
            var reader = new ByteReader(packet[1..]);
            _open.Rows = packet[0] == Ok && _command != MySqlCommand.Prepare ? MySqlCommand.Number(ref reader) : 0;
        }
        Tell(flow);
    }

    private void Tell(IFlowContext flow)
    {
        if (_open is not null) flow.Emit(_open);
        _open = null;
        _answer = Answer.None;
    }
}
