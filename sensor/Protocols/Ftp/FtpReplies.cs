using System.Collections.Frozen;

namespace NetSensor.Protocols.Ftp;

/// <summary>Which replies belong to which commands (RFC 959 §5.4, RFC 2389, RFC 2428, RFC 3659): how pipelined commands find theirs.</summary>
public static class FtpReplies
{
    private const int SyntaxError = 500;            // answers every command

    private static readonly int[] Transfer = [110, 125, 150, 226, 250, 421, 425, 426, 450, 451, 452, 500, 501, 530, 532, 550, 551, 552, 553];
    private static readonly int[] Listing = [125, 150, 226, 250, 421, 425, 426, 450, 451, 500, 501, 502, 530, 550];
    private static readonly int[] Parameters = [200, 421, 500, 501, 502, 504, 530];
    private static readonly int[] Facts = [213, 500, 501, 550];

    private static readonly FrozenDictionary<string, int[]> OfCommand = new Dictionary<string, int[]>
    {
        [FtpCommand.Greeting] = [0, 120, 220, 421],
        ["USER"] = [230, 331, 332, 421, 500, 501, 530], ["PASS"] = [202, 230, 332, 421, 500, 501, 503, 530], ["ACCT"] = [202, 230, 421, 500, 501, 503, 530],
        ["CWD"] = [250, 421, 500, 501, 502, 530, 550], ["CDUP"] = [200, 250, 421, 500, 501, 502, 530, 550], ["SMNT"] = [202, 250, 421, 500, 501, 502, 530, 550],
        ["REIN"] = [120, 220, 421, 500, 502], ["QUIT"] = [0, 221, 500], ["PORT"] = [200, 421, 500, 501, 530], ["PASV"] = [227, 421, 500, 501, 502, 530],
        ["EPRT"] = [200, 500, 501, 522], ["EPSV"] = [229, 500, 501], ["LPRT"] = [500, 501, 521],
        ["MODE"] = Parameters, ["TYPE"] = Parameters, ["STRU"] = Parameters, ["ALLO"] = [200, 202, 421, 500, 501, 504, 530], ["REST"] = [200, 350, 421, 500, 501, 502, 530],
        ["STOR"] = Transfer, ["STOU"] = Transfer, ["RETR"] = Transfer, ["APPE"] = Transfer, ["LIST"] = Listing, ["NLST"] = Listing,
        ["RNFR"] = [350, 421, 450, 500, 501, 502, 530, 550], ["RNTO"] = [250, 421, 500, 501, 502, 503, 530, 532, 553], ["DELE"] = [250, 421, 450, 500, 501, 502, 530, 550],
        ["RMD"] = [250, 421, 500, 501, 502, 530, 550], ["MKD"] = [257, 421, 500, 501, 502, 530, 550], ["PWD"] = [257, 421, 500, 501, 502, 550],
        ["ABOR"] = [225, 226, 421, 500, 501, 502], ["SYST"] = [215, 421, 500, 501, 502, 530], ["STAT"] = [211, 212, 213, 421, 450, 500, 501, 502, 530],
        ["HELP"] = [200, 211, 214, 421, 500, 501, 502], ["SITE"] = [200, 202, 214, 500, 501, 502, 530], ["NOOP"] = [200, 421, 500],
        ["FEAT"] = [211, 500, 502], ["OPTS"] = [200, 451, 501], ["SIZE"] = Facts, ["MDTM"] = Facts, ["MLST"] = [150, 226, 250, 500, 501, 550], ["MLSD"] = [150, 226, 250, 500, 501, 550],
        ["CLNT"] = [200, 500], ["MACB"] = [200, 500, 550],
    }.ToFrozenDictionary();

    /// <summary>Whether the reply may answer the command.</summary>
    public static bool MayAnswer(string command, int code) => code == SyntaxError || (OfCommand.TryGetValue(command, out var codes) && codes.Contains(code));
}
