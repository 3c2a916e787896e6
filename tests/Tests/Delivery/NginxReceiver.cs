using System.IO.Compression;
using System.Text.Json;

namespace NetSensor.Tests.Delivery;

/// <summary>nginx with TLS, client certificates and a bearer token, which keeps every body that it is sent in a file.</summary>
internal sealed class NginxReceiver(string folder, TestPki pki) : IDisposable
{
    private Daemon? _daemon;
    private int _starts;

    public int Port { get; } = Daemon.FreePort();

    public string Url => $"https://localhost:{Port}/ingest";

    /// <summary>Name of its certificate; it must have been issued.</summary>
    public string Certificate { get; set; } = "server";

    public string Token { get; set; } = "sesame";

    /// <summary>Starts it; bodies of each start go into a folder of their own.</summary>
    public void Start()
    {
        var bodies = Path.Combine(folder, $"bodies-{++_starts:D4}");
        Directory.CreateDirectory(bodies);
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off; master_process off; pid {{folder}}/nginx.pid; error_log stderr warn;
            events { }
            http {
              access_log off; client_max_body_size 1m; client_body_temp_path {{bodies}};
              proxy_temp_path {{folder}}/t1; fastcgi_temp_path {{folder}}/t2; uwsgi_temp_path {{folder}}/t3; scgi_temp_path {{folder}}/t4;
              server { listen unix:{{folder}}/up-{{_starts}}.sock; location / { return 204; } }
              server {
                listen 127.0.0.1:{{Port}} ssl;
                ssl_certificate {{pki.Certificate(Certificate)}}; ssl_certificate_key {{pki.Key(Certificate)}};
                ssl_client_certificate {{pki.Authority}}; ssl_verify_client on;
                location /ingest {
                  if ($http_authorization != "Bearer {{Token}}") { return 401; }
                  client_body_in_file_only on;
                  proxy_pass http://unix:{{folder}}/up-{{_starts}}.sock;
                }
              }
            }
            """);
        _daemon = new Daemon("nginx", ["-c", configuration, "-p", folder]);
        _daemon.WaitFor(Port);
    }

    public bool IsDown => _daemon is null or { HasEnded: true };

    public void Kill() => _daemon!.Kill();

    /// <summary>Ids of all records that it was sent, in order, repetitions included.</summary>
    public List<string> Received() =>
    [
        .. Directory.EnumerateDirectories(folder, "bodies-*").Order(StringComparer.Ordinal)
            .SelectMany(bodies => Directory.EnumerateFiles(bodies).Order(StringComparer.Ordinal)).SelectMany(Ids),
    ];

    public int Bodies => Directory.EnumerateDirectories(folder, "bodies-*").Sum(bodies => Directory.EnumerateFiles(bodies).Count());

    public void Dispose() => _daemon?.Dispose();

    private static IReadOnlyList<string> Ids(string body)
    {
        try
        {
            using var packed = new GZipStream(File.OpenRead(body), CompressionMode.Decompress);
            using var json = JsonDocument.Parse(packed);
            return [.. json.RootElement.EnumerateArray().Select(record => record.GetProperty("metadata").GetProperty("uid").GetString()!)];
        }
        catch (Exception cut) when (cut is InvalidDataException or JsonException)
        {
            return []; // it was killed in the middle of a body, which it never acknowledged
        }
    }
}
