namespace NetSensor.Protocols.DceRpc;

/// <summary>How parameters are laid out (C706 §14, [MS-RPCE] §2.2.4.12, §2.2.5, §3.3.1.5.3).</summary>
public readonly record struct TransferSyntax(Guid Id)
{
    private static readonly Guid Ndr20 = new("8a885d04-1ceb-11c9-9fe8-08002b104860");
    private static readonly Guid Ndr64 = new("71710533-beba-4937-8319-b5dbef9ccc36");
    private const string FeatureNegotiation = "6cb71c2c-9812-4540-";                        // the other half holds the features

    /// <summary>Network data representation, as all speak it.</summary>
    public static readonly TransferSyntax Ndr = new(Ndr20);

    /// <summary>Whether it is the form with 64-bit pointers and counts.</summary>
    public bool Is64 => Id == Ndr64;

    /// <summary>Whether parameters in it can be read here.</summary>
    public bool IsReadable => Id == Ndr20 || Id == Ndr64;

    /// <summary>"ndr", "ndr64", "features" or the identifier.</summary>
    public string Name
    {
        get
        {
            if (Id == Ndr20) return "ndr";
            if (Id == Ndr64) return "ndr64";
            var text = Id.ToString();
            return text.StartsWith(FeatureNegotiation, StringComparison.Ordinal) ? "features" : text;
        }
    }
}
