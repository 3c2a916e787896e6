using System.Text;
using NetSensor.Events;
using NetSensor.Tests.Protocols.Gssapi;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Http;

public sealed class HttpAuthenticationTests
{
    private static string Token(byte[] token) => Convert.ToBase64String(token);
    private static byte[] Request(string target, string headers, string body = "", string method = "GET") =>
        Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: www.example.org\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");
    private static byte[] Answer(int status, string headers = "") => Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Text\r\n{headers}Content-Length: 0\r\n\r\n");

    private static FuzzSeed Ntlm(int verdict) => FuzzSeed.Talk(
        Request("/", $"Authorization: NTLM {Token(NtlmMessages.Negotiate)}\r\n"), Answer(401, $"WWW-Authenticate: NTLM {Token(NtlmMessages.Challenge)}\r\n"),
        Request("/", $"Authorization: NTLM {Token(NtlmMessages.Authenticate("EXAMPLE", "bob", "PC1"))}\r\n"), Answer(verdict, verdict == 401 ? "WWW-Authenticate: NTLM\r\n" : ""));

    [Theory]
    [InlineData(200, true, null)]
    [InlineData(401, false, "401")]
    public void Ntlm_in_headers_tells_account_and_verdict(int verdict, bool success, string? status)
    {
        var flow = Heard.Of(Transport.Tcp, 80, Ntlm(verdict));
        var logon = Assert.Single(flow.Events.OfType<NtlmEvent>());
        Assert.Equal(("bob", "EXAMPLE", "FILES", "http", success, status), (logon.User, logon.Domain, logon.ServerNetBiosComputer, logon.Carrier, logon.Success, logon.Status));
        Assert.Equal(["http"], flow.Services);
    }

    [Fact]
    public void Basic_is_a_login_in_clear_text_and_told_once_for_each_outcome()
    {
        var request = Request("/", $"Authorization: Basic {Token("bob:secret"u8.ToArray())}\r\n");
        var flow = Heard.Of(Transport.Tcp, 80, FuzzSeed.Talk(request, Answer(401), request, Answer(200), request, Answer(200)));
        Assert.Equal([("bob", true, (bool?)false), ("bob", true, true)],
            flow.Events.OfType<ClearTextLoginEvent>().Select(login => (login.User, login.PasswordSeen, login.Success)));
    }

    [Fact]
    public void A_request_to_WinRM_tells_what_is_done_to_what()
    {
        const string Body = "<s:Envelope><s:Header><w:ResourceURI s:mustUnderstand=\"true\">http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd</w:ResourceURI>"
            + "<a:Action s:mustUnderstand=\"true\">http://schemas.xmlsoap.org/ws/2004/09/transfer/Create</a:Action></s:Header></s:Envelope>";
        var told = Assert.Single(Heard.Events<WsManEvent>(Transport.Tcp, 5985, FuzzSeed.Talk(
            Request("/wsman", $"Authorization: Basic {Token("bob:x"u8.ToArray())}\r\nContent-Type: application/soap+xml\r\n", Body, "POST"), Answer(200))));
        Assert.Equal(("Create", "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd", "Basic", "bob", false, 200),
            (told.Action, told.Resource, told.Authentication, told.Account, told.IsEncrypted, told.StatusCode!.Value));
    }

    [Fact]
    public void A_request_to_WinRM_may_be_UTF16()
    {
        var body = Encoding.Unicode.GetBytes("<a:Action>http://example.org/shell/Receive</a:Action>");
        byte[] request = [.. Encoding.ASCII.GetBytes($"POST /wsman HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
        Assert.Equal("Receive", Assert.Single(Heard.Events<WsManEvent>(Transport.Tcp, 5985, FuzzSeed.Talk(request, Answer(200)))).Action);
    }

    [Fact]
    public void A_request_to_WinRM_that_is_encrypted_tells_who()
    {
        var told = Heard.Events<WsManEvent>(Transport.Tcp, 5985, Ntlm(200), FuzzSeed.Talk(
            Request("/wsman?PSVersion=5.1", "Content-Type: multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=\"Encrypted Boundary\"\r\n", new string('x', 90), "POST"),
            Answer(200))).Single();
        Assert.Equal((true, @"EXAMPLE\bob", "NTLM", null), (told.IsEncrypted, told.Account, told.Authentication, told.Action));
    }
}
