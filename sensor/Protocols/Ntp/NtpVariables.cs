namespace NetSensor.Protocols.Ntp;

/// <summary>Variables in the data of control answers: <c>name="value", name=value, …</c> (RFC 9327 §4).</summary>
public static class NtpVariables
{
    private const int MaxValue = 256;               // versions with their build dates take about sixty characters

    /// <summary>The value of a variable without its quotes; null when it is not there.</summary>
    public static string? Find(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        while (!data.IsEmpty)                       // ends: each turn drops a variable
        {
            var variable = Take(ref data).Trim(" \t\r\n\0"u8);
            if (variable.Length <= name.Length || variable[name.Length] != '=' || !variable.StartsWith(name)) continue;
            return EscapedText.From(variable[(name.Length + 1)..].Trim("\""u8), MaxValue);
        }
        return null;
    }

    /// <summary>Takes what stands before the next comma outside of quotes.</summary>
    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> data)
    {
        var quoted = false;
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] == '"') quoted = !quoted;
            if (data[i] != ',' || quoted) continue;
            var taken = data[..i];
            data = data[(i + 1)..];
            return taken;
        }
        var last = data;
        data = default;
        return last;
    }
}
