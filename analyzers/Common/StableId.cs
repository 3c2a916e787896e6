using System.Security.Cryptography;
using System.Text;

namespace NetSensor.Analyzers.Common;

/// <summary>Ids that hash content: the same story has the same id today and tomorrow.</summary>
public static class StableId
{
    /// <summary>128 bits of SHA-256 over the parts, as 32 hexadecimal digits; the parts' borders count.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
