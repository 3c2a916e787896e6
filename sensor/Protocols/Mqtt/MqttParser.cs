using NetSensor.Events;
using NetSensor.Protocols.Framing;
using NetSensor.Wire;

namespace NetSensor.Protocols.Mqtt;

/// <summary>Tells connections with the broker's answer, published messages once their quality of service is seen through, and subscriptions.</summary>
public sealed class MqttParser : FrameParser
{
    private const int EnoughBytes = 8 * 1024;       // every head, and topics of any real length; larger payloads pass by
    private const int MaxWaiting = 64;              // acknowledgements outstanding; brokers allow 20 or so at a time
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);   // as Zeek: then a message is told unacknowledged

    private readonly List<(int Id, MqttPublishEvent Message, int Steps)> _published = [];
    private readonly List<(int Id, MqttSubscribeEvent Message)> _subscribed = [];
    private MqttConnectEvent? _connect;
    private int _level;

    /// <inheritdoc/>
    protected override int Enough => EnoughBytes;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow)
    {
        if (_connect is not null) TellConnect(flow);
        foreach (var (_, message, _) in _published) flow.Emit(message);
        foreach (var (_, message) in _subscribed) flow.Emit(message);
        _published.Clear();
        _subscribed.Clear();
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _published.Clear();
        _subscribed.Clear();
        _connect = null;
        _level = 0;
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction) => MqttMessage.PacketLength(bytes);

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        ForgetOld(flow);
        switch (MqttMessage.Type(frame))
        {
            case MqttPacketType.Connect:
                return OnConnect(frame, flow);
            case MqttPacketType.ConnectAck:
                _connect ??= new MqttConnectEvent { Begin = flow.Now };
                _connect.Status = MqttMessage.ConnectStatus(frame);
                TellConnect(flow);
                break;
            case MqttPacketType.Publish:
                OnPublish(frame, direction, flow);
                break;
            case MqttPacketType.Subscribe or MqttPacketType.Unsubscribe:
                OnSubscribe(frame, flow);
                break;
            case MqttPacketType.SubscribeAck or MqttPacketType.UnsubscribeAck:
                OnSubscribed(frame, flow);
                break;
            case MqttPacketType.PingResponse:
                flow.ConfirmService(MqttProtocol.Service);
                break;
            case >= MqttPacketType.PublishAck and <= MqttPacketType.PublishComplete:
                OnStep(frame, flow);
                break;
        }
        return ParseStatus.Continue;
    }

    private ParseStatus OnConnect(scoped ReadOnlySpan<byte> frame, IFlowContext flow)
    {
        if (_connect is not null) TellConnect(flow);
        _connect = new MqttConnectEvent { Begin = flow.Now };
        _level = MqttMessage.ReadConnect(frame, _connect);
        if (_level == 0)
        {
            _connect = null;
            return ParseStatus.NotThis;
        }
        flow.ConfirmService(MqttProtocol.Service);
        return ParseStatus.Continue;
    }

    private void TellConnect(IFlowContext flow)
    {
        var told = _connect!;
        _connect = null;
        flow.Emit(told);
        if (told.User is null && !told.SentPassword) return;
        flow.Emit(new ClearTextLoginEvent
        {
            Started = told.Begin,
            Service = MqttProtocol.Service,
            Mechanism = "CONNECT",
            User = told.User,
            PasswordSeen = told.SentPassword,
            Success = told.Status is null ? null : told.Status == MqttMessage.Accepted,
        });
    }

    private void OnPublish(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        var length = MqttMessage.PacketLength(frame);
        if (MqttMessage.ReadPublish(frame, length, _level, (direction, flow.Now), out var id) is not { } message) return;
        if (message.Quality == 0)
        {
            flow.Emit(message);
            return;
        }
        if (_published.Exists(waiting => waiting.Id == id && waiting.Message.FromClient == message.FromClient)) return;   // sent again
        if (_published.Count >= MaxWaiting) TellPublished(0, flow);
        _published.Add((id, message, 0));
    }

    /// <summary>An acknowledgement: of what the other side sent, but for the release, which its own sender sends.</summary>
    private void OnStep(scoped ReadOnlySpan<byte> frame, IFlowContext flow)
    {
        var id = MqttMessage.ReadAcknowledged(frame, 0, out _);
        var type = MqttMessage.Type(frame);
        var at = _published.FindIndex(waiting => waiting.Id == id);
        if (at < 0) return;
        var (_, message, steps) = _published[at];
        var step = type - MqttPacketType.PublishAck;                              // 0 acknowledged, 1 received, 2 released, 3 complete
        if (message.Quality == 2) steps |= 1 << step;
        const int allSteps = 0b1110;
        message.IsComplete = message.Quality == 1 ? step == 0 : steps == allSteps;
        _published[at] = (id, message, steps);
        if (message.IsComplete) TellPublished(at, flow);
    }

    private void OnSubscribe(scoped ReadOnlySpan<byte> frame, IFlowContext flow)
    {
        if (MqttMessage.ReadSubscribe(frame, _level, flow.Now, out var id) is not { } message) return;
        if (_subscribed.Count >= MaxWaiting) TellSubscribed(0, flow);
        _subscribed.Add((id, message));
    }

    private void OnSubscribed(scoped ReadOnlySpan<byte> frame, IFlowContext flow)
    {
        var id = MqttMessage.ReadAcknowledged(frame, _level, out var granted);
        var at = _subscribed.FindIndex(waiting => waiting.Id == id);
        if (at < 0) return;
        var message = _subscribed[at].Message;
        message.IsAcknowledged = true;
        if (!message.IsUnsubscribe && granted >= 0) message.Granted = granted;
        TellSubscribed(at, flow);
    }

    private void TellPublished(int at, IFlowContext flow)
    {
        flow.Emit(_published[at].Message);
        _published.RemoveAt(at);
    }

    private void TellSubscribed(int at, IFlowContext flow)
    {
        flow.Emit(_subscribed[at].Message);
        _subscribed.RemoveAt(at);
    }

    private void ForgetOld(IFlowContext flow)
    {
        while (_published.Count > 0 && IsOld(_published[0].Message.Begin, flow)) TellPublished(0, flow);        // ends: each turn removes one
        while (_subscribed.Count > 0 && IsOld(_subscribed[0].Message.Begin, flow)) TellSubscribed(0, flow);     // ends: each turn removes one
    }

    private static bool IsOld(Timestamp begin, IFlowContext flow) => flow.Now - begin > Patience;
}
