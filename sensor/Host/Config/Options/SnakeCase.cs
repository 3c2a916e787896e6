using System.Text;

namespace NetSensor.Host.Config;

/// <summary>Names of the code as the configuration writes them.</summary>
internal static class SnakeCase
{
    /// <summary><c>TcpInactivity</c> is <c>tcp_inactivity</c>.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
