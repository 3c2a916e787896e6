namespace NetSensor.Analyzers.Credentials;

/// <summary>Kinds of encryption by their numbers in Kerberos.</summary>
internal static class Encryption
{
    private const int Rc4 = 23, Rc4Export = 24;    // RFC 4757 §3
    private const int FirstAes = 17, LastAes = 20; // RFC 3962 §7, RFC 8009 §7

    /// <summary>One whose key is a password's plain hash.</summary>
    public static bool IsRc4(int? type) => type is Rc4 or Rc4Export;

    /// <summary>One of AES.</summary>
    public static bool IsAes(int? type) => type is >= FirstAes and <= LastAes;

    /// <summary>Every Windows since Vista offers several types with AES among them; who holds a stolen key offers what that key is for.</summary>
    public static bool IsOfTool(IReadOnlyList<int> offered) => offered.Count == 1 || (offered.Count > 0 && !offered.Any(type => IsAes(type)));
}
