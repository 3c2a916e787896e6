namespace NetSensor.Protocols.DceRpc;

/// <summary>How a parameter is written, by its letter in parameters.tsv.</summary>
public enum NdrFieldKind : byte
{
    /// <summary>Context handle.</summary>
    Handle = (byte)'h',
    /// <summary>String of two-byte characters.</summary>
    WideString = (byte)'s',
    /// <summary>The same behind a pointer.</summary>
    OptionalWideString = (byte)'u',
    /// <summary>String of one-byte characters.</summary>
    NarrowString = (byte)'a',
    /// <summary>The same behind a pointer.</summary>
    OptionalNarrowString = (byte)'v',
    /// <summary>Counted string.</summary>
    CountedString = (byte)'n',
    /// <summary>The same behind a pointer.</summary>
    OptionalCountedString = (byte)'P',
    /// <summary>Conformant and varying array of counted strings.</summary>
    VaryingCountedStrings = (byte)'M',
    /// <summary>Conformant array of counted strings.</summary>
    CountedStrings = (byte)'N',
    /// <summary>Conformant array of pointers to strings.</summary>
    Strings = (byte)'L',
    /// <summary>The same behind a pointer.</summary>
    OptionalStrings = (byte)'V',
    /// <summary>Automation string (FLAGGED_WORD_BLOB).</summary>
    AutomationString = (byte)'B',
    /// <summary>Number of four bytes.</summary>
    Number = (byte)'d',
    /// <summary>Enumeration.</summary>
    Enumeration = (byte)'e',
    /// <summary>A byte.</summary>
    Byte = (byte)'c',
    /// <summary>Number of two bytes behind a pointer.</summary>
    OptionalShort = (byte)'q',
    /// <summary>Number of four bytes behind a pointer.</summary>
    OptionalNumber = (byte)'p',
    /// <summary>Identifier.</summary>
    Uuid = (byte)'g',
    /// <summary>The same behind a pointer.</summary>
    OptionalUuid = (byte)'G',
    /// <summary>Eight bytes.</summary>
    EightBytes = (byte)'b',
    /// <summary>Bytes behind a pointer.</summary>
    OptionalBytes = (byte)'y',
    /// <summary>A pointer to nothing; when it points to something, the rest is not read.</summary>
    NullPointer = (byte)'z',
    /// <summary>Type and data of a registry value.</summary>
    RegistryValue = (byte)'R',
    /// <summary>Attributes of a certificate request.</summary>
    CertificateAttributes = (byte)'C',
    /// <summary>Printer driver.</summary>
    PrinterDriver = (byte)'D',
    /// <summary>Description of a share.</summary>
    Share = (byte)'S',
    /// <summary>Tower of the endpoint mapper.</summary>
    Tower = (byte)'T',
    /// <summary>Head of every DCOM call (ORPCTHIS).</summary>
    ObjectCall = (byte)'O',
    /// <summary>Properties of a DCOM activation.</summary>
    Activation = (byte)'A',
}
