using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NetSensor.Capture.Files;

namespace NetSensor.Host.Reload;

/// <summary>
/// Where <c>netsensor reload</c> finds the sensor: a socket in the file system that only its own user may open. One line comes in, one line of JSON goes
/// out: <c>{"applied":true,"lines":["…"]}</c>.
/// </summary>
internal sealed class ControlSocket : IDisposable
{
    /// <summary>What a client asks for; there is nothing else.</summary>
    public const string ReloadRequest = "reload";

    /// <summary>Longest path of a socket, in bytes (sun_path, unix(7)).</summary>
    public const int MostPathBytes = 107;

    private const int MostRequestBytes = 64; // the one word, and room for a wrong one
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // a client that says nothing holds up the next

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Func<ReloadOutcome> _reload;
    private readonly Action<IReadOnlyList<string>> _say;
    private readonly string _path;
    private readonly Task _serving;

    private ControlSocket(string path, Func<ReloadOutcome> reload, Action<IReadOnlyList<string>> say)
    {
        (_path, _reload, _say) = (path, reload, say);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite); // before it listens: nobody else was let in
        _listener.Listen();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Listens there, in the place of a sensor that was killed; null, and told, where that cannot be: SIGHUP works all the same.</summary>
    /// <exception cref="UsageException">Something else lies there, which is not ours to remove, or another sensor listens.</exception>
    public static ControlSocket? Open(string path, Func<ReloadOutcome> reload, Action<IReadOnlyList<string>> say)
    {
        if (Encoding.UTF8.GetByteCount(path) > MostPathBytes)
        {
            say([$"warning: no 'netsensor reload': {path} is longer than the {MostPathBytes} bytes that a socket's name may have; name another with 'control'"]);
            return null;
        }
        try
        {
            MakeRoom(path);
            return new ControlSocket(path, reload, say);
        }
        catch (Exception fault) when (fault is SocketException or IOException or UnauthorizedAccessException)
        {
            say([$"warning: no 'netsensor reload': {path}: {fault.Message}"]);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped.Cancel();
        _listener.Dispose();
        _serving.Wait(Patience);
        File.Delete(_path);
        _stopped.Dispose();
    }

    /// <summary>Removes the socket that a killed sensor of this account left behind, and nothing else.</summary>
    private static void MakeRoom(string path)
    {
        var there = FileStatus.Of(path, followLinks: false);
        if (there.Kind == FileKind.Missing) return;
        if (there.Kind != FileKind.Socket || !there.IsOurs)
            throw new UsageException($"control: {path} is {(there.Kind == FileKind.Socket ? "a socket of another account" : "no socket")} and stays as it is; name another path with 'control', or none");
        if (ControlClient.IsAnswered(path))
            throw new UsageException($"control: another sensor answers at {path}; stop it, or give this one a folder and a socket of its own (--out, 'control')");
        File.Delete(path);
    }

    private async Task ServeAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptAsync(_stopped.Token);
                await AnswerAsync(client);
            }
            catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // the client hung up, or said nothing; or the sensor stops
            }
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
        patience.CancelAfter(Patience);
        var request = new byte[MostRequestBytes];
        var length = await client.ReceiveAsync(request, patience.Token);
        if (Encoding.UTF8.GetString(request, 0, length).Trim() != ReloadRequest) return;
        var outcome = _reload();
        _say(outcome.Lines); // the sensor's own log tells it, too
        using var answer = new MemoryStream();
        using (var json = new Utf8JsonWriter(answer))
        {
            json.WriteStartObject();
            json.WriteBoolean("applied", outcome.Applied);
            json.WriteStartArray("lines");
            foreach (var line in outcome.Lines) json.WriteStringValue(line);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        await client.SendAsync(answer.ToArray(), patience.Token);
    }
}
