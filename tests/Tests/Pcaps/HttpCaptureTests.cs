using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pcaps;

/// <summary>http.pcap, recorded by record-http.sh: our transactions against nginx's own access log.</summary>
public sealed class HttpCaptureTests
{
    private static readonly string Folder = Path.Combine(Checkout.Folder, "pcaps");

    [Fact]
    public void Every_request_that_nginx_logged_is_told_as_nginx_saw_it()
    {
        var theirs = File.ReadLines(Path.Combine(Folder, "http.access.tsv")).Skip(1).Order(StringComparer.Ordinal).ToList();
        var ours = Transactions().Where(transaction => transaction.Method is not (null or "CONNECT")).Select(AsNginxLogs).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(theirs.Select(WithoutLength), ours.Select(WithoutLength));
    }

    [Fact]
    public void Uncompressed_bodies_have_the_length_that_nginx_sent()
    {
        var theirs = Lengths(File.ReadLines(Path.Combine(Folder, "http.access.tsv")).Skip(1));
        var ours = Lengths(Transactions().Where(transaction => transaction.Method is not (null or "CONNECT")).Select(AsNginxLogs));
        Assert.Equal(theirs, ours);
    }

    [Fact]
    public void A_compressed_body_is_counted_unfolded()
    {
        var lengths = Transactions().Where(transaction => transaction.Uri == "/items.json").Select(transaction => transaction.ResponseBodyLength).ToList();
        Assert.Equal(2, lengths.Count);
        Assert.Equal(lengths[0], lengths[1]);                     // once with gzip, once without
    }

    [Fact]
    public void Uploads_are_files_with_names_and_types()
    {
        var form = Transactions().Single(transaction => transaction.RequestFiles.Names is not null);
        Assert.Equal(["holiday.png"], form.RequestFiles.Names!);
        Assert.Equal(["image/png"], form.RequestFiles.MimeTypes!);
        Assert.Equal(2, form.RequestFiles.Ids!.Count);
        Assert.Single(Transactions(), transaction => transaction.InformationalCode == 100 && transaction.StatusCode == 204);
    }

    // nginx answered before the bodies were there: like Zeek, we tell such a body in a line of its own.
    [Fact]
    public void A_body_that_outlives_its_answer_is_told_behind_it()
    {
        var late = Transactions().Where(transaction => transaction.Method is null).Select(transaction => transaction.RequestBodyLength).ToList();
        Assert.Contains(100_000, late);
    }

    [Fact]
    public void What_went_through_connect_is_told_on_the_same_flow()
    {
        var connect = Transactions().Single(transaction => transaction.Method == "CONNECT");
        Assert.Equal(("shop.test:80", 200), (connect.Uri, connect.StatusCode));
        Assert.Contains(Transactions(), transaction => transaction.Flow!.Uid == connect.Flow!.Uid && transaction.Method == "GET");
    }

    private static string AsNginxLogs(HttpTransactionEvent transaction) => string.Join('\t',
        transaction.Depth, transaction.Method, transaction.Host!.Split(':')[0], transaction.Uri!.Split('?')[0] is "/" ? "/index.html" : transaction.Uri.Split('?')[0],
        transaction.StatusCode, transaction.UserAgent, transaction.ResponseBodyLength, "");

    private static string WithoutLength(string line) => string.Join('\t', line.Split('\t')[..6]);

    // Left out: the compressed body, and the answer to Expect, in whose length nginx counts the interim answer too.
    private static List<string> Lengths(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => line.Split('\t')).Where(columns => columns[3] != "/items.json" && columns[3] != "/upload").Select(columns => $"{columns[1]} {columns[3]} {columns[6]}").Order(StringComparer.Ordinal),
    ];

    private static List<HttpTransactionEvent> Transactions()
    {
        var sink = new TransactionSink();
        Replay.Run([Path.Combine(Folder, "http.pcap")], new ReplayOptions(), sink);
        return sink.Transactions;
    }

    private sealed class TransactionSink : IEventSink
    {
        public List<HttpTransactionEvent> Transactions { get; } = [];

        public void Emit(SensorEvent happened)
        {
            if (happened is HttpTransactionEvent transaction) Transactions.Add(transaction);
        }
    }
}
