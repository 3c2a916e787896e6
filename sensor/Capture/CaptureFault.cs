namespace NetSensor.Capture;

/// <summary>A capture file ended otherwise than it should; everything before <see cref="Offset"/> was handed out.</summary>
/// <param name="File">Path as it was given ("-" for standard input).</param>
/// <param name="Offset">Byte offset of the fault in the (decompressed) file.</param>
/// <param name="Kind">What is wrong, in a few words: "cut off in a record header", "impossible record length 4294967295".</param>
public sealed record CaptureFault(string File, long Offset, string Kind);
