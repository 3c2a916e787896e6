namespace NetSensor.Tests.Protocols.X509;

/// <summary>Two certificates that openssl made for these tests; what they say is what <c>openssl x509 -text -nameopt RFC2253</c> says.</summary>
internal static class LabCertificates
{
    /// <summary>P-384, version 3, an authority with all kinds of alternative names, valid for a century.</summary>
    public static readonly byte[] Authority = Convert.FromBase64String("""
        MIICrzCCAjWgAwIBAgIJAP5ey3zujKIGMAoGCCqGSM49BAMDMGkxCzAJBgNVBAYTAkRFMRkwFwYDVQQKDBBQcsO8ZnN0YW5kLCBJ
        bmMuMREwDwYDVQQLDAgjMSAibGFiIjEYMBYGA1UEAwwPd3d3LmxhYi5leGFtcGxlMRIwEAYJKwYBBAGGjR8BDANvZGQwIBcNMjYx
        MTIxMjMyOTQ3WhgPMjEyNjEwMjgyMzI5NDdaMGkxCzAJBgNVBAYTAkRFMRkwFwYDVQQKDBBQcsO8ZnN0YW5kLCBJbmMuMREwDwYD
        VQQLDAgjMSAibGFiIjEYMBYGA1UEAwwPd3d3LmxhYi5leGFtcGxlMRIwEAYJKwYBBAGGjR8BDANvZGQwdjAQBgcqhkjOPQIBBgUr
        gQQAIgNiAAQ7iMqoPmwrccS08BnyhYHsu90SOnm2ZJQV3Ieeh+Wx7ExC0ojeafT66CpBZLfRDy4n5qQA397f22cHnzAsR/5qZwIv
        hfbKSv7VsL7nXR0BRU05YbrZN5hlrkDrm1u3hmOjgaYwgaMwEgYDVR0TAQH/BAgwBgEB/wIBAzBuBgNVHREEZzBlgg93d3cubGFi
        LmV4YW1wbGWCESouYXBpLmxhYi5leGFtcGxlhwTAAAIHhxAgAQ24AAAAAAAAAAAAAAAHgRByb290QGxhYi5leGFtcGxlhhVodHRw
        czovL2xhYi5leGFtcGxlL3gwHQYDVR0OBBYEFNiT22EyUj5Axbmprcdo8E2J59nZMAoGCCqGSM49BAMDA2gAMGUCMDIqHmSrkTiq
        VsAIG0FRmW5vd4zg+QtgHqe64PUcOPQviZdCs07uJ5AkwwL87xFX+wIxAKmT3o4NNBdKa4dvZsBR66QfvKRm/4MZHPTrBGtCFXSu
        yxyl/Wja8L+xCsVeU9Murg==
        """);

    /// <summary>RSA with 1,024 bits and exponent 3, version 1, a negative serial number.</summary>
    public static readonly byte[] Client = Convert.FromBase64String("""
        MIIBlzCCAQACAfswDQYJKoZIhvcNAQELBQAwFTETMBEGA1UEAwwKbGFiIGNsaWVudDAeFw0yNjExMjEyMzI5MzFaFw0yNjEyMDEy
        MzI5MzFaMBUxEzARBgNVBAMMCmxhYiBjbGllbnQwgZ0wDQYJKoZIhvcNAQEBBQADgYsAMIGHAoGBALSlLPJBlWzAI+gFdCjNiwDz
        +4f9TFYxi3tb59s7L++8q77gxrV7wHg8o1p5Y9lKJfspp9vzjeoeYPAT+p6Ag89WheCq5+15dw9MxnUnu5187mESoUmA4oACKahU
        6kpAl9uyn+qO+ur3gxj8I6CLz7BQO9lhax8yClhz3o3x6CClAgEDMA0GCSqGSIb3DQEBCwUAA4GBACkxO3qlCOSQVWsFEAzSXbOe
        JWCYM0qnfBrimeVBlWUC2oH4MWPwNKaAqipBSO1HrnISlJ3mAESn2L9WuGkinC9M8h3E1tt8jFYPjYfMbShCF59lETT33m9fmsDT
        6xq32SRQClaRNPlXUV4Z3MQ4VpMIMN4ruaz740Er9LKVoGGn
        """);

    /// <summary>SHA-256 of <see cref="Authority"/>.</summary>
    public const string AuthorityFingerprint = "15d0005294c05d5b8c10d4b173df8248cfd0f0c0977acaf8d118c243440dfd09";

    /// <summary>SHA-256 of <see cref="Client"/>.</summary>
    public const string ClientFingerprint = "73ab98fb35a9cf211323f1ad108617d2f463f3125756ddbec951e7b1d19980fc";
}
