namespace NetSensor.Analyzers.Credentials;

/// <summary>An attack on credentials: how it is told and which techniques it is, the most telling first.</summary>
internal sealed record AttackKind(string Name, string Saying, params string[] Techniques)
{
    public static readonly AttackKind Spray = new("password-spray", "tries passwords of many accounts", "T1110.003");
    public static readonly AttackKind Guess = new("password-guess", "guesses at passwords", "T1110.001");
    public static readonly AttackKind Enumeration = new("account-enumeration", "asks which accounts exist", "T1087.002");
    public static readonly AttackKind Roast = new("kerberoast", "collects tickets that can be cracked", "T1558.003");
    public static readonly AttackKind ReplyRoast = new("as-rep-roast", "collects replies of accounts without pre-authentication", "T1558.004");
    public static readonly AttackKind ForgedRequest = new("over-pass-the-hash", "asks for a first ticket as no Windows host does", "T1550.002");
    public static readonly AttackKind ForeignTicket = new("pass-the-ticket", "shows tickets that were given to other hosts", "T1550.003");
    public static readonly AttackKind ForgedTicket = new("golden-ticket", "shows a first ticket that no controller here would make", "T1558.001", "T1550.003");
    public static readonly AttackKind Downgrade = new("encryption-downgrade", "takes accounts back to RC4 that speak AES, as with a skeleton key", "T1556.001");
    public static readonly AttackKind Relay = new("ntlm-relay", "passes the log-ons of others on", "T1557.001");
    public static readonly AttackKind MachinePlayed = new("machine-played", "logs on as a machine that it is not", "T1557.001", "T1187");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<AttackKind> All =
        [Spray, Guess, Enumeration, Roast, ReplyRoast, ForgedRequest, ForeignTicket, ForgedTicket, Downgrade, Relay, MachinePlayed];

    /// <summary>The kind of this name; null when there is none (any more).</summary>
    public static AttackKind? Named(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
