using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NetSensor.Export.Http;

namespace NetSensor.Host.Config;

/// <summary>The <c>metrics</c> block. Its files are opened when the settings are read, so that a wrong one is told with its line.</summary>
internal static class MetricsSettings
{
    private const string None = "none";
    private const int LeastTokenLetters = 16; // shorter ones can be tried out

    /// <summary>Reads the block over what holds without it.</summary>
    public static MetricsOptions Read(ConfigEntry block, MetricsOptions defaults)
    {
        var options = OptionsBlock.Read(block.Section(), defaults);
        options = options with { CertificateFile = Unless(options.CertificateFile), KeyFile = Unless(options.KeyFile), TokenFile = Unless(options.TokenFile) };
        try
        {
            LockOf(options);
        }
        catch (UsageException fault)
        {
            throw block.Fault(fault.Message);
        }
        return options;
    }

    /// <summary>Where the pages are served and to whom; null for nowhere.</summary>
    /// <exception cref="UsageException">That makes no sense, or would open them to everybody.</exception>
    public static HttpLock? LockOf(MetricsOptions options)
    {
        if (options.Listen == MetricsOptions.Off) return null;
        if (!IPEndPoint.TryParse(options.Listen, out var address) || address.Port == 0)
            throw new UsageException($"listen: '{options.Listen}' is no address; give one such as 127.0.0.1:9477, or off");
        var access = new HttpLock { Address = address, Certificate = CertificateOf(options), Token = TokenOf(options) };
        return access.Refusal is { } refusal ? throw new UsageException(refusal) : access;
    }

    private static X509Certificate2? CertificateOf(MetricsOptions options)
    {
        if (options.CertificateFile.Length == 0 && options.KeyFile.Length == 0) return null;
        if (options.CertificateFile.Length == 0 || options.KeyFile.Length == 0) throw new UsageException("certificate_file and key_file belong together; name both");
        try
        {
            return X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{options.CertificateFile}, {options.KeyFile}: no certificate with its key ({fault.Message.TrimEnd('.')})");
        }
    }

    private static string? TokenOf(MetricsOptions options)
    {
        if (options.TokenFile.Length == 0) return null;
        try
        {
            var token = File.ReadAllText(options.TokenFile).Trim();
            return token.Length >= LeastTokenLetters ? token : throw new UsageException($"{options.TokenFile}: a token needs {LeastTokenLetters} letters at least; 'openssl rand -hex 32' makes one");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{options.TokenFile}: cannot be read ({fault.Message.TrimEnd('.')})");
        }
    }

    private static string Unless(string value) => value == None ? "" : value;
}
