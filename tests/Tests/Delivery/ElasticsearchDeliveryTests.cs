using System.Net;
using System.Text.Json;
using NetSensor.Export.Delivery.Receivers;

namespace NetSensor.Tests.Delivery;

/// <summary>
/// Elasticsearch's bulk interface. No distribution packages Elasticsearch, so a server of our own reads what is sent as its reference describes: pairs of
/// lines, each with a line end, an answer with an item for each.
/// </summary>
public sealed class ElasticsearchDeliveryTests
{
    private readonly Dictionary<string, JsonElement> _documents = new(StringComparer.Ordinal);
    private readonly Queue<Func<string, int>> _statuses = new();
    private string? _authorization;

    [Fact]
    public async Task Documents_are_created_under_the_ids_of_their_records()
    {
        using var server = new ScriptedServer(Bulk);
        Environment.SetEnvironmentVariable("NETSENSOR_TEST_API_KEY", "aWQ6a2V5");
        await using var receiver = Receiver(server, new ElasticsearchOptions { ApiKeyEnv = "NETSENSOR_TEST_API_KEY" });
        var outcome = await receiver.SendAsync([Records.Finding(1), Records.Finding(2), Records.Line(3)], CancellationToken.None);
        Assert.All(outcome.Each, each => Assert.Equal(SendOutcomeKind.Delivered, each.Kind));
        Assert.Equal(Records.Ids(1, 3), _documents.Keys);
        Assert.Equal("ApiKey aWQ6a2V5", _authorization);
        Assert.Equal(("netsensor-findings", "netsensor-conn"), (_documents[Records.IdOf(1)].GetProperty("_index").GetString(), _documents[Records.IdOf(3)].GetProperty("_index").GetString()));
    }

    [Fact]
    public async Task What_was_created_before_is_delivered()
    {
        using var server = new ScriptedServer(Bulk);
        await using var receiver = Receiver(server, new ElasticsearchOptions());
        await receiver.SendAsync([Records.Finding(1)], CancellationToken.None);
        var again = await receiver.SendAsync([Records.Finding(1), Records.Finding(2)], CancellationToken.None);
        Assert.Equal([SendOutcomeKind.Delivered, SendOutcomeKind.Delivered], again.Each.Select(each => each.Kind));
        Assert.Equal(2, _documents.Count);
    }

    [Fact]
    public async Task Each_document_has_its_own_outcome()
    {
        using var server = new ScriptedServer(Bulk);
        _statuses.Enqueue(id => id == Records.IdOf(2) ? 400 : id == Records.IdOf(3) ? 429 : id == Records.IdOf(4) ? 503 : 201);
        await using var receiver = Receiver(server, new ElasticsearchOptions());
        var outcome = await receiver.SendAsync([.. Enumerable.Range(1, 5).Select(number => Records.Finding(number))], CancellationToken.None);
        Assert.Equal([SendOutcomeKind.Delivered, SendOutcomeKind.Refused, SendOutcomeKind.Retry, SendOutcomeKind.Retry, SendOutcomeKind.Delivered], outcome.Each.Select(each => each.Kind));
        Assert.Equal("400 mapper_parsing_exception: it does not fit", outcome.Each[1].Reason);
    }

    [Fact]
    public async Task What_is_no_answer_of_elasticsearch_delivers_nothing()
    {
        using var server = new ScriptedServer((_, _) => (200, "<html>It works!</html>", null));
        await using var receiver = Receiver(server, new ElasticsearchOptions());
        Assert.Equal(SendOutcomeKind.Retry, (await receiver.SendAsync([Records.Finding(1)], CancellationToken.None)).Kind);
    }

    [Theory]
    [InlineData(200, null, SendOutcomeKind.Delivered, null)]
    [InlineData(204, null, SendOutcomeKind.Delivered, null)]
    [InlineData(302, null, SendOutcomeKind.Retry, null)]
    [InlineData(400, null, SendOutcomeKind.Refused, null)]
    [InlineData(401, null, SendOutcomeKind.Retry, null)]
    [InlineData(404, null, SendOutcomeKind.Retry, null)]
    [InlineData(413, null, SendOutcomeKind.Refused, null)]
    [InlineData(422, null, SendOutcomeKind.Refused, null)]
    [InlineData(429, "17", SendOutcomeKind.Retry, 17)]
    [InlineData(500, null, SendOutcomeKind.Retry, null)]
    [InlineData(503, "120", SendOutcomeKind.Retry, 120)]
    public async Task A_webhook_is_taken_at_its_word(int status, string? retryAfter, SendOutcomeKind kind, int? seconds)
    {
        using var server = new ScriptedServer((_, _) => (status, "", retryAfter));
        await using var receiver = new HttpReceiver(new HttpsOptions { Url = server.Url }, "1.2.3", TimeProvider.System);
        var outcome = await receiver.SendAsync([Records.Finding(1)], CancellationToken.None);
        Assert.Equal((kind, seconds), (outcome.Kind, (int?)outcome.After?.TotalSeconds));
    }

    private static ElasticsearchReceiver Receiver(ScriptedServer server, ElasticsearchOptions options) => new(options with { Url = server.Url }, "1.2.3", TimeProvider.System);

    private (int, string, string?) Bulk(HttpListenerRequest request, string body)
    {
        Assert.Equal(("POST", "/_bulk", "application/x-ndjson"), (request.HttpMethod, request.Url!.AbsolutePath, request.ContentType));
        Assert.EndsWith("\n", body, StringComparison.Ordinal);
        _authorization = request.Headers["Authorization"];
        var lines = body.Split('\n')[..^1];
        Assert.Equal(0, lines.Length % 2);
        var status = _statuses.Count > 0 ? _statuses.Dequeue() : _ => 201;
        var items = lines.Chunk(2).Select(pair => Item(JsonDocument.Parse(pair[0]).RootElement.GetProperty("create"), JsonDocument.Parse(pair[1]).RootElement, status)).ToList();
        return (200, $$"""{"took":3,"errors":false,"items":[{{string.Join(',', items)}}]}""", null);
    }

    private string Item(JsonElement create, JsonElement document, Func<string, int> statusOf)
    {
        var id = create.GetProperty("_id").GetString()!;
        Assert.Equal(id, document.GetProperty("event").GetProperty("id").GetString());
        Assert.True(document.TryGetProperty("@timestamp", out _), "a data stream takes nothing without a time");
        var status = _documents.ContainsKey(id) ? 409 : statusOf(id);
        if (status == 201) _documents[id] = create;
        var error = status is 201 or 409 ? "" : """,  "error":{"type":"mapper_parsing_exception","reason":"it does not fit"}""";
        return $$$"""{"create":{"_index":"x","_id":"{{{id}}}","status":{{{status}}}{{{error}}}}}""";
    }
}
