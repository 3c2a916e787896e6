namespace NetSensor.Export.Delivery;

/// <summary>A token or password. It is shown nowhere: not in messages, not by debuggers, not when a record that holds it is printed.</summary>
public sealed class Secret
{
    private readonly string _value;

    private Secret(string value) => _value = value;

    /// <summary>From the first line of a file, or from an environment variable; null when neither is named.</summary>
    /// <exception cref="DeliveryException">What is named cannot be read, or is empty.</exception>
    public static Secret? Read(string file, string variable)
    {
        if (file.Length > 0) return new Secret(FromFile(file));
        if (variable.Length == 0) return null;
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? new Secret(value)
            : throw new DeliveryException($"the environment variable {variable} is not set; set it to the secret, or name a file");
    }

    /// <summary>The value, for the one place that sends it.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => "(secret)";

    private static string FromFile(string file)
    {
        try
        {
            using var lines = new StreamReader(file);
            return lines.ReadLine()?.Trim() is { Length: > 0 } value ? value : throw new DeliveryException($"{file}: empty; write the secret into its first line");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException($"{file}: cannot be read ({LogFolder.Reason(fault)}); mend its path or rights", fault);
        }
    }
}
