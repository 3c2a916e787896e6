using System.Buffers.Binary;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment.Geo;

/// <summary>
/// Writes small databases in MaxMind's DB format, version 2.0, after its public specification: a binary tree of the address's bits with
/// 32-bit records, sixteen zero bytes, the values, and the description behind its marker.
/// </summary>
internal sealed class AddressDatabaseWriter
{
    private const uint Nothing = uint.MaxValue;
    private const int TextType = 2, DoubleType = 3, FloatType = 15, UInt16Type = 5, UInt32Type = 6, MapType = 7, UInt64Type = 9, ArrayType = 11;
    private const int FirstExtendedType = 8; // type bits zero, and the type less seven in the next byte

    private readonly List<uint[]> _nodes = [[Nothing, Nothing]];
    private readonly List<(uint[] Node, int Side, uint Offset)> _leaves = [];
    private readonly MemoryStream _values = new();

    /// <summary>Gives an address block ("192.0.2.0/24") a value: text, uint, ushort, or a dictionary of those.</summary>
    public AddressDatabaseWriter Add(string block, object value)
    {
        Assert.True(IpPrefix.TryParse(block, out var prefix));
        var bits = new byte[16];
        if (prefix.Address.IsIPv4) BinaryPrimitives.WriteUInt32BigEndian(bits.AsSpan(12), prefix.Address.IPv4Value); // IPv4 lies at ::/96
        else prefix.Address.WriteBytes(bits);
        var node = _nodes[0];
        for (var i = 0; i < prefix.Length - 1; i++)
        {
            var side = Bit(bits, i);
            if (node[side] == Nothing)
            {
                node[side] = (uint)_nodes.Count;
                _nodes.Add([Nothing, Nothing]);
            }
            node = _nodes[(int)node[side]];
        }
        _leaves.Add((node, Bit(bits, prefix.Length - 1), (uint)_values.Position));
        Encode(_values, value);
        return this;
    }

    /// <summary>Writes the file and returns its path.</summary>
    public string Save(string path, string type = "Test-Country")
    {
        var count = (uint)_nodes.Count;
        foreach (var (node, side, offset) in _leaves) node[side] = count + 16 + offset;
        using var file = new MemoryStream();
        Span<byte> record = stackalloc byte[4];
        foreach (var node in _nodes)
            foreach (var next in node)
            {
                BinaryPrimitives.WriteUInt32BigEndian(record, next == Nothing ? count : next);
                file.Write(record);
            }
        file.Write(new byte[16]);
        _values.WriteTo(file);
        file.Write("\u00ab\u00cd\u00efMaxMind.com".Select(letter => (byte)letter).ToArray());
        Encode(file, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = (ushort)2,
            ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = 1_700_000_000UL,
            ["database_type"] = type,
            ["description"] = new Dictionary<string, object> { ["en"] = "written by a test" },
            ["ip_version"] = (ushort)6,
            ["languages"] = new[] { "en" },
            ["node_count"] = count,
            ["record_size"] = (ushort)32,
        });
        File.WriteAllBytes(path, file.ToArray());
        return path;
    }

    private static int Bit(byte[] bits, int index) => (bits[index / 8] >> (7 - index % 8)) & 1;

    private static void Encode(MemoryStream output, object value)
    {
        switch (value)
        {
            case string text: Control(output, TextType, Encoding.UTF8.GetByteCount(text)); output.Write(Encoding.UTF8.GetBytes(text)); break;
            case ushort number: Number(output, UInt16Type, number, 2); break;
            case uint number: Number(output, UInt32Type, number, 4); break;
            case ulong number: Number(output, UInt64Type, number, 8); break;
            case double number: Number(output, DoubleType, BitConverter.DoubleToUInt64Bits(number), 8); break;
            case float number: Number(output, FloatType, BitConverter.SingleToUInt32Bits(number), 4); break;
            case string[] texts:
                Control(output, ArrayType, texts.Length);
                foreach (var text in texts) Encode(output, text);
                break;
            case Dictionary<string, object> map:
                Control(output, MapType, map.Count);
                foreach (var (key, inner) in map)
                {
                    Encode(output, key);
                    Encode(output, inner);
                }
                break;
            default: throw new NotSupportedException(value.GetType().Name);
        }
    }

    private static void Number(MemoryStream output, int type, ulong number, int bytes)
    {
        Control(output, type, bytes);
        for (var shift = 8 * (bytes - 1); shift >= 0; shift -= 8) output.WriteByte((byte)(number >> shift));
    }

    private static void Control(MemoryStream output, int type, int size)
    {
        Assert.InRange(size, 0, 28 + 256); // sizes from 29 on: 29, and the rest in a byte
        output.WriteByte((byte)((type < FirstExtendedType ? type << 5 : 0) | Math.Min(size, 29)));
        if (type >= FirstExtendedType) output.WriteByte((byte)(type - 7));
        if (size >= 29) output.WriteByte((byte)(size - 29));
    }
}
