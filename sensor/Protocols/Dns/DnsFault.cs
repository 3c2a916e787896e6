namespace NetSensor.Protocols.Dns;

/// <summary>What is wrong with a message; several may be.</summary>
[Flags]
public enum DnsFault
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>A compression pointer that does not point back.</summary>
    ForwardPointer = 1 << 0,
    /// <summary>More compression pointers in a name than any encoder needs.</summary>
    TooManyPointers = 1 << 1,
    /// <summary>A label that is longer than what holds it.</summary>
    LabelPastEnd = 1 << 2,
    /// <summary>A label of 64 to 191 bytes.</summary>
    LabelTooLong = 1 << 3,
    /// <summary>A name beyond what is kept of one.</summary>
    NameOverflow = 1 << 4,
    /// <summary>A name of 255 bytes or more.</summary>
    NameTooLong = 1 << 5,
    /// <summary>The message ends inside a question.</summary>
    QuestionCut = 1 << 6,
    /// <summary>The message ends inside the fixed part of a record.</summary>
    RecordCut = 1 << 7,
    /// <summary>The message ends inside the data of a record.</summary>
    DataCut = 1 << 8,
    /// <summary>A record without data.</summary>
    NoData = 1 << 9,
    /// <summary>An address of the wrong length.</summary>
    BadLength = 1 << 10,
    /// <summary>A name that ends before or behind its record's data.</summary>
    LengthMismatch = 1 << 11,
    /// <summary>A character string that is longer than its record.</summary>
    StringPastEnd = 1 << 12,
    /// <summary>Data of a type that Zeek does not know.</summary>
    UnknownType = 1 << 13,
    /// <summary>Data shorter than its type demands.</summary>
    DataTooShort = 1 << 14,
    /// <summary>A service binding without priority and target.</summary>
    ServiceBindingTooShort = 1 << 15,
}
