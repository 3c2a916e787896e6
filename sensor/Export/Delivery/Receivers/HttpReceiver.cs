using System.Buffers;
using System.Net.Http.Headers;
using NetSensor.Export.Delivery.Formats;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>Posts batches to a webhook, as a JSON array or a record a line.</summary>
public sealed class HttpReceiver : IReceiver
{
    private const string Array = "array", Lines = "ndjson";

    private readonly HttpConnection _connection;
    private readonly IRecordFormat _format;
    private readonly TimeProvider _clock;
    private readonly bool _asArray;

    /// <summary>A connection, with the token and certificates as they are now.</summary>
    /// <exception cref="DeliveryException">Something that the options name cannot be used.</exception>
    public HttpReceiver(HttpsOptions options, string productVersion, TimeProvider clock)
    {
        if (options.Body is not (Array or Lines)) throw new DeliveryException($"body '{options.Body}': no such form; there are {Array} and {Lines}");
        (_clock, _asArray, _format) = (clock, options.Body == Array, RecordFormats.Named(options.Format, "ocsf", productVersion));
        if (_asArray && _format.MediaType != "application/json") throw new DeliveryException($"format '{options.Format}': cannot stand in a JSON array; set body to {Lines}");
        var token = Secret.Read(options.TokenFile, options.TokenEnv);
        _connection = new HttpConnection(options.Url, options.Tls)
        {
            Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token.Reveal()),
            Gzip = options.Gzip,
        };
    }

    /// <summary>Throws when the options cannot be used.</summary>
    /// <exception cref="DeliveryException">Why.</exception>
    public static void Check(HttpsOptions options) => new HttpReceiver(options, "", TimeProvider.System)._connection.Dispose();

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel)
    {
        var body = new ArrayBufferWriter<byte>();
        if (_asArray) body.Write("["u8);
        for (var i = 0; i < batch.Count; i++)
        {
            if (i > 0 && _asArray) body.Write(","u8);
            _format.Write(batch[i], body);
            if (!_asArray) body.Write("\n"u8);
        }
        if (_asArray) body.Write("]"u8);
        var (answer, text) = await _connection.PostAsync(body.WrittenMemory, _asArray ? _format.MediaType : "application/x-ndjson", cancel).ConfigureAwait(false);
        using (answer) return HttpAnswers.OutcomeOf(answer, text, _clock);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
