namespace NetSensor.Analyzers.OddServices;

/// <summary>What is odd about a certificate; several may hold.</summary>
[Flags]
internal enum CertificateOddity
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Subject and issuer are the same: nobody vouches for it.</summary>
    SelfSigned = 1,
    /// <summary>It is over, or has not begun.</summary>
    NotValid = 2,
    /// <summary>Subject or issuer is empty, or has nothing but empty fields.</summary>
    Empty = 4,
    /// <summary>Fields that tools fill in when nobody changes them ("Internet Widgits Pty Ltd", "localhost", a country of XX).</summary>
    ToolDefaults = 8,
    /// <summary>A validity that no authority gives: a few days, or many years for a server.</summary>
    OddValidity = 16,
    /// <summary>The common name looks generated.</summary>
    RandomName = 32,
    /// <summary>It does not cover the name that the client asked for.</summary>
    OtherName = 64,
    /// <summary>A serial number of one or two bytes.</summary>
    SmallSerial = 128,
}
