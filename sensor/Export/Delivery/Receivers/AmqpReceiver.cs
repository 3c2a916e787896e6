using System.Buffers;
using NetSensor.Export.Delivery.Formats;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>
/// Publishes records as persistent messages that the broker must route, and waits until it confirms each. A message's id is the record's. Should a broker
/// take the second and not the first of two (an alarm, a full queue) the first comes behind it.
/// </summary>
public sealed class AmqpReceiver : IReceiver
{
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(2); // of a connection that may be broken

    private readonly AmqpOptions _options;
    private readonly IRecordFormat _format;
    private readonly TlsTrust _trust;
    private readonly ConnectionFactory _factory;
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Reads the options, with the password as it is now.</summary>
    /// <exception cref="DeliveryException">Something that they name cannot be used.</exception>
    public AmqpReceiver(AmqpOptions options, string productVersion)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var address) || address.Scheme is not ("amqp" or "amqps")) throw new DeliveryException($"url '{options.Url}': no address of a broker; write amqps://host/virtual-host");
        if (address.UserInfo.Length > 0) throw new DeliveryException("url: holds a password; name a file for it"); // which is not repeated here
        (_options, _format, _trust) = (options, RecordFormats.Named(options.Format, "ocsf", productVersion), new TlsTrust(options.Tls));
        var isTls = address.Scheme == "amqps";
        _factory = new ConnectionFactory
        {
            HostName = address.IdnHost,
            Port = address.Port > 0 ? address.Port : isTls ? 5671 : 5672,
            VirtualHost = address.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(address.AbsolutePath[1..]) : "/",
            UserName = options.User,
            Password = Secret.Read(options.PasswordFile, options.PasswordEnv)?.Reveal() ?? "guest",
            AutomaticRecoveryEnabled = false, // whoever sends connects anew: a connection that repairs itself hides what was lost
            RequestedConnectionTimeout = options.Timeout,
            ContinuationTimeout = options.Timeout,
            ClientProvidedName = $"netsensor {options.Name}",
        };
        if (isTls) _factory.Ssl = _trust.ForBroker(address.IdnHost);
    }

    /// <summary>Throws when the options cannot be used.</summary>
    /// <exception cref="DeliveryException">Why.</exception>
    public static void Check(AmqpOptions options) => new AmqpReceiver(options, "")._trust.Dispose();

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel)
    {
        var channel = await ChannelAsync(cancel).ConfigureAwait(false);
        var confirms = batch.Select(record => PublishAsync(channel, record, cancel)).ToList();
        return SendOutcome.Mixed(await Task.WhenAll(confirms).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.CloseAsync(200, "done", LongestClose, abort: true).ConfigureAwait(false); // 200: reply-success
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        _trust.Dispose();
    }

    private async Task<IChannel> ChannelAsync(CancellationToken cancel)
    {
        _connection ??= await _factory.CreateConnectionAsync(cancel).ConfigureAwait(false);
        return _channel ??= await _connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancel).ConfigureAwait(false);
    }

    private async Task<SendOutcome> PublishAsync(IChannel channel, DeliveryRecord record, CancellationToken cancel)
    {
        var body = new ArrayBufferWriter<byte>();
        _format.Write(record, body);
        var properties = new BasicProperties
        {
            Persistent = true, MessageId = record.Id, Type = record.Log, ContentType = _format.MediaType, AppId = "netsensor",
            Timestamp = new AmqpTimestamp(record.Time.Nanoseconds / NetSensor.Wire.Timestamp.NanosecondsPerSecond),
        };
        try
        {
            await channel.BasicPublishAsync(_options.Exchange, _options.RoutingKey.Replace("{log}", record.Log, StringComparison.Ordinal), mandatory: true, properties, body.WrittenMemory, cancel).ConfigureAwait(false);
            return SendOutcome.Delivered;
        }
        catch (PublishException refused)
        {
            return SendOutcome.Retry(refused.IsReturn ? $"no queue takes what is sent to exchange '{_options.Exchange}' with key '{_options.RoutingKey}'" : "the broker does not take it at present");
        }
    }
}
