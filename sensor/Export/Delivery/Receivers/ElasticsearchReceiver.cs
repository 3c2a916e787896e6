using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NetSensor.Export.Delivery.Formats;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>
/// Creates documents by Elasticsearch's bulk interface, with the record's id as <c>_id</c>: what was there already (409) is delivered. Documents that fail
/// for a while (429, 5xx) are sent again, those that do not fit the index (400 and the like) are refused, one by one.
/// </summary>
public sealed class ElasticsearchReceiver : IReceiver
{
    private readonly ElasticsearchOptions _options;
    private readonly HttpConnection _connection;
    private readonly IRecordFormat _format;
    private readonly TimeProvider _clock;

    /// <summary>A connection, with secrets and certificates as they are now.</summary>
    /// <exception cref="DeliveryException">Something that the options name cannot be used.</exception>
    public ElasticsearchReceiver(ElasticsearchOptions options, string productVersion, TimeProvider clock)
    {
        (_options, _clock, _format) = (options, clock, RecordFormats.Named(options.Format, "ecs", productVersion));
        if (_format.MediaType != "application/json") throw new DeliveryException($"format '{options.Format}': no JSON, which documents are");
        _connection = new HttpConnection(options.Url.TrimEnd('/') + "/_bulk", options.Tls) { Authorization = Authorization(options), Gzip = options.Gzip };
    }

    /// <summary>Throws when the options cannot be used.</summary>
    /// <exception cref="DeliveryException">Why.</exception>
    public static void Check(ElasticsearchOptions options) => new ElasticsearchReceiver(options, "", TimeProvider.System)._connection.Dispose();

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(IReadOnlyList<DeliveryRecord> batch, CancellationToken cancel)
    {
        var body = new ArrayBufferWriter<byte>();
        foreach (var record in batch)
        {
            WriteAction(record, body);
            body.Write("\n"u8);
            _format.Write(record, body);
            body.Write("\n"u8);
        }
        var (answer, text) = await _connection.PostAsync(body.WrittenMemory, "application/x-ndjson", cancel).ConfigureAwait(false);
        using (answer) return answer.IsSuccessStatusCode ? OutcomeOf(text, batch.Count) : HttpAnswers.OutcomeOf(answer, text, _clock);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private void WriteAction(DeliveryRecord record, IBufferWriter<byte> body)
    {
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteStartObject("create");
        json.WriteString("_index", $"{_options.Index}-{(record.IsFinding ? "findings" : record.Log)}");
        json.WriteString("_id", record.Id);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static SendOutcome OutcomeOf(string answer, int sent)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var items = json.RootElement.GetProperty("items").EnumerateArray().Select(item => OutcomeOf(item.EnumerateObject().First().Value)).ToList();
            return items.Count == sent ? SendOutcome.Mixed(items) : SendOutcome.Retry($"tells of {items.Count} documents and got {sent}: no Elasticsearch");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return SendOutcome.Retry("answers what Elasticsearch would not");
        }
    }

    private static SendOutcome OutcomeOf(JsonElement item)
    {
        var status = item.GetProperty("status").GetInt32();
        if (status is (>= 200 and < 300) or 409) return SendOutcome.Delivered; // 409: it came before
        var error = FindingFields.Of(item, "error");
        var reason = $"{status} {FindingFields.Text(error, "type")}: {FindingFields.Text(error, "reason")}";
        return status is 401 or 403 or 404 or 429 or >= 500 ? SendOutcome.Retry(reason) : SendOutcome.Refused(reason);
    }

    private static AuthenticationHeaderValue? Authorization(ElasticsearchOptions options)
    {
        if (Secret.Read(options.ApiKeyFile, options.ApiKeyEnv) is { } key) return new AuthenticationHeaderValue("ApiKey", key.Reveal());
        if (options.User.Length == 0) return null;
        var password = Secret.Read(options.PasswordFile, options.PasswordEnv)?.Reveal() ?? throw new DeliveryException("user: has no password; name password_file or password_env");
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{password}")));
    }
}
