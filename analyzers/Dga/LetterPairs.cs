using System.Globalization;
using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Dga;

/// <summary>How surprising the letters of a label are to whoever knows names that people choose, from the table beside this class; pure.</summary>
public static class LetterPairs
{
    private const int Letters = 37; // the border, a to z, 0 to 9
    private const int Border = 0;

    private static readonly double[] Bits = Read();

    /// <summary>Mean surprise in bits a letter: about 4 for names that people choose, 6 for random letters, 7 with digits among them; 0 for no letters.</summary>
    public static double Surprise(ReadOnlySpan<char> label)
    {
        var (bits, before) = (0.0, Border);
        foreach (var letter in label)
        {
            var behind = IndexOf(letter);
            bits += Bits[before * Letters + behind];
            before = behind;
        }
        return label.Length == 0 ? 0 : (bits + Bits[before * Letters]) / (label.Length + 1);
    }

    private static int IndexOf(char letter) => letter switch
    {
        >= 'a' and <= 'z' => letter - 'a' + 1,
        >= 'A' and <= 'Z' => letter - 'A' + 1,
        >= '0' and <= '9' => letter - '0' + 27,
        _ => Border, // a hyphen parts words
    };

    private static double[] Read()
    {
        var bits = new double[Letters * Letters];
        var row = 0;
        foreach (var columns in DataFile.Rows("letter-pairs.tsv", Letters + 1))
        {
            for (var column = 0; column < Letters; column++) bits[row * Letters + column] = int.Parse(columns[column + 1], CultureInfo.InvariantCulture) / 100.0;
            row++;
        }
        return bits;
    }
}
