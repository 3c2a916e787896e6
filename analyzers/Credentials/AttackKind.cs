namespace NetSensor.Analyzers.Credentials;

/// <summary>An attack on credentials: how it is told and which technique it is.</summary>
internal sealed record AttackKind(string Name, string Saying, string Technique)
{
    public static readonly AttackKind Spray = new("password-spray", "tries passwords of many accounts", "T1110.003");
    public static readonly AttackKind Guess = new("password-guess", "guesses at passwords", "T1110.001");
    public static readonly AttackKind Enumeration = new("account-enumeration", "asks which accounts exist", "T1087.002");
    public static readonly AttackKind Roast = new("kerberoast", "collects tickets that can be cracked", "T1558.003");
    public static readonly AttackKind ReplyRoast = new("as-rep-roast", "collects replies of accounts without pre-authentication", "T1558.004");
    public static readonly AttackKind ForgedRequest = new("over-pass-the-hash", "asks for a first ticket as no Windows host does", "T1550.002");
}
