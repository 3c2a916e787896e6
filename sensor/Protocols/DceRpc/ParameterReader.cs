using System.Globalization;
using System.Text;
using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>Reads the parameters of a request by their description; what is cut off or in other form ends the reading, what was read until then is told.</summary>
public static class ParameterReader
{
    private const int MaxItems = 32;                // of an array that are told; a look-up of hundreds of names tells the first

    /// <summary>Reads the parameters that have names.</summary>
    public static List<DceRpcArgument>? Read(OperationParameters parameters, ReadOnlySpan<byte> stub, NdrFormat format, HandleNames handles)
    {
        if (!format.Syntax.IsReadable) return null;
        List<DceRpcArgument>? told = null;
        var reader = new NdrReader(stub, format);
        foreach (var field in parameters.Fields)
        {
            if (field.Kind == NdrFieldKind.NullPointer && reader.Pointer()) break;
            if (field.Kind == NdrFieldKind.PrinterDriver) told = PrinterDriver.Read(ref reader, told);
            else if (field.Kind == NdrFieldKind.Share) told = ShareDescription.Read(ref reader, told);
            else if (field.Kind == NdrFieldKind.Tower) told = EndpointTower.ReadAsked(ref reader, told);
            else if (field.Kind != NdrFieldKind.NullPointer && Value(field.Kind, ref reader, handles) is { Length: > 0 } value && field.Name is { } name)
                (told ??= []).Add(new DceRpcArgument(name, value));
            if (reader.Truncated) break;
        }
        return told;
    }

    private static string? Value(NdrFieldKind kind, ref NdrReader reader, HandleNames handles)
    {
        switch (kind)
        {
            case NdrFieldKind.Handle: return handles.NameOf(reader.Handle());
            case NdrFieldKind.WideString: return reader.WideString();
            case NdrFieldKind.OptionalWideString: return reader.Pointer() ? reader.WideString() : null;
            case NdrFieldKind.NarrowString: return reader.NarrowString();
            case NdrFieldKind.OptionalNarrowString: return reader.Pointer() ? reader.NarrowString() : null;
            case NdrFieldKind.CountedString: return reader.CountedStringHead() ? reader.WideString() : null;
            case NdrFieldKind.OptionalCountedString: return reader.Pointer() && reader.CountedStringHead() ? reader.WideString() : null;
            case NdrFieldKind.Enumeration: return Text(reader.Enumeration(), reader.Truncated);
            case NdrFieldKind.Number: return Text(reader.U32(), reader.Truncated);
            case NdrFieldKind.Byte: return Text(reader.U8(), reader.Truncated);
            case NdrFieldKind.OptionalShort: return reader.Pointer() ? Text(reader.U16(), reader.Truncated) : null;
            case NdrFieldKind.OptionalNumber: return reader.Pointer() ? Text(reader.U32(), reader.Truncated) : null;
            case NdrFieldKind.Uuid: return Text(reader.Uuid(), reader.Truncated);
            case NdrFieldKind.OptionalUuid: return reader.Pointer() ? Text(reader.Uuid(), reader.Truncated) : null;
            case NdrFieldKind.EightBytes: return Text(reader.Bytes(8), reader.Truncated);
            case NdrFieldKind.OptionalBytes:
                if (reader.Pointer()) reader.CountedBytes();
                return null;
            default: return Structure(kind, ref reader);
        }
    }

    private static string? Structure(NdrFieldKind kind, ref NdrReader reader)
    {
        switch (kind)
        {
            case NdrFieldKind.CountedStrings: return CountedStrings(ref reader, isVarying: false);
            case NdrFieldKind.VaryingCountedStrings: return CountedStrings(ref reader, isVarying: true);
            case NdrFieldKind.Strings: return Strings(ref reader);
            case NdrFieldKind.OptionalStrings: return reader.Pointer() ? Strings(ref reader) : null;
            case NdrFieldKind.AutomationString: return AutomationString(ref reader);
            case NdrFieldKind.RegistryValue: return RegistryValue.Read(ref reader);
            case NdrFieldKind.CertificateAttributes: return CertificateAttributes(ref reader);
            case NdrFieldKind.ObjectCall: ActivationProperties.SkipCallHead(ref reader); return null;
            case NdrFieldKind.Activation: return ActivationProperties.ReadClass(ref reader);
            default: return null;
        }
    }

    /// <summary>Names of accounts: the heads first, then the characters of each.</summary>
    private static string? CountedStrings(ref NdrReader reader, bool isVarying)
    {
        var count = reader.Word();
        if (isVarying) reader.Word();
        if (isVarying) count = reader.Word();
        Span<bool> present = stackalloc bool[MaxItems];
        for (ulong i = 0; i < count && !reader.Truncated; i++)                // ends: each turn takes a head, or truncates
        {
            var isPresent = reader.CountedStringHead();
            if (i < MaxItems) present[(int)i] = isPresent;
        }
        return Joined(ref reader, present[..(int)Math.Min(count, MaxItems)]);
    }

    /// <summary>An array of strings: the pointers first, then what they point to.</summary>
    private static string? Strings(ref NdrReader reader)
    {
        var count = reader.Word();
        Span<bool> present = stackalloc bool[MaxItems];
        for (ulong i = 0; i < count && !reader.Truncated; i++)                // ends: each turn takes a pointer, or truncates
        {
            var isPresent = reader.Pointer();
            if (i < MaxItems) present[(int)i] = isPresent;
        }
        return Joined(ref reader, present[..(int)Math.Min(count, MaxItems)]);
    }

    private static string? Joined(ref NdrReader reader, scoped ReadOnlySpan<bool> present)
    {
        var joined = new StringBuilder();
        foreach (var isPresent in present)
        {
            if (!isPresent || reader.Truncated) continue;
            if (joined.Length > 0) joined.Append(", ");
            joined.Append(reader.WideString());
            if (joined.Length > NdrReader.MaxText) break;
        }
        return joined.Length > 0 ? joined.ToString() : null;
    }

    /// <summary>FLAGGED_WORD_BLOB ([MS-OAUT] §2.2.23.1).</summary>
    private static string? AutomationString(ref NdrReader reader)
    {
        if (!reader.Pointer()) return null;
        reader.Word();
        reader.U32();
        var characters = reader.U32();
        var bytes = reader.Bytes((int)Math.Min(2L * characters, int.MaxValue));
        return bytes.IsEmpty ? null : reader.Wide(bytes);
    }

    /// <summary>CERTTRANSBLOB ([MS-WCCE] §2.2.2.2) with "name:value" lines in two-byte characters.</summary>
    private static string? CertificateAttributes(ref NdrReader reader)
    {
        reader.AlignStructure();
        reader.U32();
        return reader.Pointer() ? reader.Wide(reader.CountedBytes()) : null;
    }

    private static string? Text(uint number, bool truncated) => truncated ? null : number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(Guid uuid, bool truncated) => truncated ? null : uuid.ToString();

    private static string? Text(ReadOnlySpan<byte> bytes, bool truncated) => truncated ? null : Convert.ToHexStringLower(bytes);
}
