using System.IO.Compression;
using System.Text;
using NetSensor.Events;
using NetSensor.Protocols;

namespace NetSensor.Tests.Protocols.Http;

public sealed class HttpParserTests
{
    private const string Get = "GET /index.html HTTP/1.1\r\nHost: www.example.com:8080\r\nUser-Agent: curl/8\r\n\r\n";

    [Fact]
    public void A_request_and_its_answer_are_one_transaction()
    {
        var talk = new HttpConversation().Client(Get);
        var asked = talk.Now;
        talk.Server("HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n<html><body>hello</body>..");

        var transaction = Assert.Single(talk.Transactions);
        Assert.Equal(asked, transaction.Started);
        Assert.Equal((1, "GET", "www.example.com:8080", "/index.html", "curl/8"),
            (transaction.Depth, transaction.Method, transaction.Host, transaction.Uri, transaction.UserAgent));
        Assert.Equal(("1.1", 200, "OK", 0, 26), (transaction.Version, transaction.StatusCode, transaction.StatusMessage, transaction.RequestBodyLength, transaction.ResponseBodyLength));
        Assert.Equal("text/html", Assert.Single(transaction.ResponseFiles.MimeTypes!));
        Assert.StartsWith("F", Assert.Single(transaction.ResponseFiles.Ids!), StringComparison.Ordinal);
        Assert.Equal(["http"], talk.Flow.Services);
        Assert.Equal(("www.example.com", "http"), talk.Flow.DestinationName);
    }

    [Fact]
    public void Pipelined_requests_meet_their_answers_in_order()
    {
        var talk = new HttpConversation().Client("GET /a HTTP/1.1\r\n\r\nHEAD /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\n\r\n");
        talk.Server("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx");

        Assert.Equal([("/a", 204, 0L), ("/b", 200, 0L), ("/c", 404, 1L)], talk.Transactions.Select(t => (t.Uri, t.StatusCode ?? 0, t.ResponseBodyLength)));
        Assert.Equal([1, 2, 3], talk.Transactions.Select(t => t.Depth));
    }

    [Fact]
    public void Chunks_are_joined_and_their_frames_not_counted()
    {
        var talk = new HttpConversation().Client(Get)
            .Server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\n{\"a\":\r\n2\r\n1}\r\n0\r\nTrailer: 1\r\n\r\n");
        var transaction = Assert.Single(talk.Transactions);
        Assert.Equal(7, transaction.ResponseBodyLength);
        Assert.Equal("text/json", Assert.Single(transaction.ResponseFiles.MimeTypes!));
    }

    [Fact]
    public void A_body_without_length_ends_with_the_stream()
    {
        var talk = new HttpConversation().Client("GET / HTTP/1.0\r\n\r\n").Server("HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nabc").Server("def");
        Assert.Empty(talk.Transactions);
        talk.End(Direction.FromResponder);
        Assert.Equal(6, Assert.Single(talk.Transactions).ResponseBodyLength);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void A_compressed_body_counts_what_it_unfolds_to(string coding)
    {
        var page = Encoding.ASCII.GetBytes("<html>" + string.Concat(Enumerable.Repeat("all work and no play ", 5000)));
        var packed = Compress(page, coding);
        var talk = new HttpConversation().Client(Get).Server($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {packed.Length}\r\n\r\n");
        foreach (var piece in packed.Chunk(7)) talk.Server(piece);
        var transaction = Assert.Single(talk.Transactions);
        Assert.Equal(page.Length, transaction.ResponseBodyLength);
        Assert.Equal("text/html", Assert.Single(transaction.ResponseFiles.MimeTypes!));
    }

    [Fact]
    public void An_interim_answer_is_noted_and_the_final_one_awaited()
    {
        var talk = new HttpConversation().Client("PUT /f HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
            .Server("HTTP/1.1 100 Continue\r\n\r\n").Client("abc").Server("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        var transaction = Assert.Single(talk.Transactions);
        Assert.Equal((201, 100, "Continue", 3L), (transaction.StatusCode, transaction.InformationalCode, transaction.InformationalMessage, transaction.RequestBodyLength));
    }

    [Fact]
    public void Behind_connect_begins_another_protocol()
    {
        var talk = new HttpConversation().Client("CONNECT www.example.com:443 HTTP/1.1\r\nHost: www.example.com\r\n\r\n")
            .Server("HTTP/1.1 200 Connection established\r\n\r\n");
        Assert.Equal(ParseStatus.Upgrade, talk.Status);
        Assert.Equal(("CONNECT", 200), (Assert.Single(talk.Transactions).Method, talk.Transactions[0].StatusCode));
    }

    [Fact]
    public void A_refused_connect_stays_http()
    {
        var talk = new HttpConversation().Client("CONNECT a:443 HTTP/1.1\r\n\r\n")
            .Server("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n\r\nno").Client(Get).Server("HTTP/1.1 204 No Content\r\n\r\n");
        Assert.Equal(ParseStatus.Continue, talk.Status);
        Assert.Equal([407, 204], talk.Transactions.Select(t => t.StatusCode ?? 0));
    }

    [Fact]
    public void A_websocket_is_named_when_it_speaks()
    {
        var talk = new HttpConversation().Client("GET /ws HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
            .Server("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        Assert.Equal(["http"], talk.Flow.Services);
        talk.Server([0x81, 0x02, (byte)'h', (byte)'i']);           // FIN, text; 2 bytes
        Assert.Equal(["http", "websocket"], talk.Flow.Services);
        Assert.Equal(ParseStatus.Done, talk.Status);
        Assert.Equal((101, 101), (Assert.Single(talk.Transactions).StatusCode, talk.Transactions[0].InformationalCode));
    }

    [Fact]
    public void Parts_of_a_form_are_files_of_their_own()
    {
        const string Body = "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n"
            + "--xyz\r\nContent-Disposition: form-data; name=\"f\"; filename=\"report.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7 and more\r\n--xyz--\r\n";
        var talk = new HttpConversation().Client($"POST /up HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=xyz\r\nContent-Length: {Body.Length}\r\n\r\n{Body}")
            .Server("HTTP/1.1 204 No Content\r\n\r\n");
        var transaction = Assert.Single(talk.Transactions);
        Assert.Equal(Body.Length, transaction.RequestBodyLength);
        Assert.Equal(2, transaction.RequestFiles.Ids!.Count);
        Assert.Equal(["report.pdf"], transaction.RequestFiles.Names!);
        Assert.Equal(["application/pdf"], transaction.RequestFiles.MimeTypes!);
    }

    [Fact]
    public void A_gap_inside_a_body_is_counted_and_passed()
    {
        var talk = new HttpConversation().Client(Get).Server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789")
            .Lose(Direction.FromResponder, 80).Server("0123456789").Client(Get).Server("HTTP/1.1 304 Not Modified\r\n\r\n");
        Assert.Equal([(200, 100L), (304, 0L)], talk.Transactions.Select(t => (t.StatusCode ?? 0, t.ResponseBodyLength)));
    }

    [Fact]
    public void A_gap_inside_headers_ends_what_can_be_known()
    {
        var talk = new HttpConversation().Client(Get).Server("HTTP/1.1 200 OK\r\nContent-Le").Lose(Direction.FromResponder, 20).Server("HTTP/1.1 404 No\r\n\r\n").Close();
        Assert.Equal(200, Assert.Single(talk.Transactions).StatusCode);
    }

    [Fact]
    public void An_unanswered_request_is_told_at_the_end()
    {
        var talk = new HttpConversation().Client(Get);
        Assert.Empty(talk.Transactions);
        Assert.Null(Assert.Single(talk.Close().Transactions).StatusCode);
    }

    [Fact]
    public void Credentials_give_the_user_and_never_the_password()
    {
        var talk = new HttpConversation().Client("GET / HTTP/1.1\r\nAuthorization: Basic dGVzdDpzZWNyZXQ=\r\nVia: 1.1 proxy\r\n\r\n").Close();
        Assert.Equal("test", Assert.Single(talk.Transactions).Username);
        Assert.Equal(["VIA -> 1.1 proxy"], talk.Transactions[0].Proxied!);
    }

    [Fact]
    public void A_folded_header_is_one_header()
    {
        var talk = new HttpConversation().Client("GET / HTTP/1.1\r\nUser-Agent: a\r\n b\r\n\tc\r\nHost: h\r\n\r\n").Close();
        Assert.Equal(("a b\tc", "h"), (Assert.Single(talk.Transactions).UserAgent, talk.Transactions[0].Host));
    }

    [Fact]
    public void The_oldest_http_answers_with_the_bare_file()
    {
        var talk = new HttpConversation().Client("GET /page\r\n").Server("<html>old</html>").End(Direction.FromResponder);
        var transaction = Assert.Single(talk.Transactions);
        Assert.Equal(("0.9", 0, "<empty>", 16L), (transaction.Version, transaction.StatusCode, transaction.StatusMessage, transaction.ResponseBodyLength));
    }

    [Fact]
    public void An_answer_that_is_none_takes_the_service_back()
    {
        var talk = new HttpConversation().Client(Get).Server("+OK no web here\r\n").Close();
        Assert.Empty(talk.Flow.Services);
        Assert.Null(Assert.Single(talk.Transactions).StatusCode);
    }

    [Fact]
    public void An_answer_that_can_become_none_is_not_waited_for()
    {
        var talk = new HttpConversation().Client(Get).Server("0123456789abcdef");
        Assert.Empty(talk.Flow.Services);
        Assert.Equal(0, talk.BytesKept);
    }

    [Fact]
    public void The_preface_of_HTTP2_is_one_odd_request_and_no_more()
    {
        var talk = new HttpConversation().Client("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\u0012\u0004").Server("\0\0\u0006\u0004").Close();
        Assert.Equal(("PRI", "*"), (Assert.Single(talk.Transactions).Method, talk.Transactions[0].Uri));
        Assert.Empty(talk.Flow.Services);
        Assert.Equal(ParseStatus.Done, talk.Status);
    }

    [Fact]
    public void Escapes_in_a_target_are_resolved_and_oddities_named()
    {
        var talk = new HttpConversation().Client("GET /a%20b%u0041%zz%fc HTTP/1.1\r\n\r\n").Close();
        Assert.Equal("/a bA%zz\\xfc", Assert.Single(talk.Transactions).Uri);
        Assert.Contains("unescaped_%_in_URI", talk.Flow.Weirds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1460)]
    public void Endless_headers_take_no_memory(int piece)
    {
        var talk = new HttpConversation().Client("GET / HTTP/1.1\r\nX: ");
        var junk = new string('a', piece);
        for (var sent = 0; sent < 40_000; sent += piece) talk.Client(junk);
        Assert.InRange(talk.BytesKept, 0, 16 * 1024);
        talk.Client("\r\nHost: h\r\n\r\n").Close();
        Assert.Equal("h", Assert.Single(talk.Transactions).Host);
    }

    [Fact]
    public void A_huge_chunk_size_waits_for_its_bytes_without_holding_them()
    {
        var talk = new HttpConversation().Client(Get).Server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n");
        for (var i = 0; i < 1000; i++) talk.Server(new string('x', 1000));
        Assert.Equal(0, talk.BytesKept);
        Assert.Equal(1_000_000, Assert.Single(talk.Close().Transactions).ResponseBodyLength);
    }

    private static byte[] Compress(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = coding == "gzip" ? new GZipStream(packed, CompressionLevel.Optimal) : new ZLibStream(packed, CompressionLevel.Optimal)) packer.Write(bytes);
        return packed.ToArray();
    }
}
