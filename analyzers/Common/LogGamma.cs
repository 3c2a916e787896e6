namespace NetSensor.Analyzers.Common;

/// <summary>Logarithms of the gamma function at whole and half numbers, and what is counted with them.</summary>
public static class LogGamma
{
    private const int Known = 2 * 4096; // halves; statistics here look at a few hundred values at a time

    private static readonly double[] Halves = Table();

    /// <summary>ln Γ(halves / 2), for 1 to 8191 halves.</summary>
    public static double OfHalves(int halves) => Halves[halves];

    /// <summary>ln (n choose k).</summary>
    public static double Choose(int n, int k) => OfHalves(2 * (n + 1)) - OfHalves(2 * (k + 1)) - OfHalves(2 * (n - k + 1));

    private static double[] Table()
    {
        var table = new double[Known];
        table[1] = Math.Log(Math.PI) / 2; // Γ(1/2) = √π, Γ(1) = 1, Γ(x + 1) = x Γ(x)
        for (var halves = 3; halves < Known; halves++) table[halves] = table[halves - 2] + Math.Log((halves - 2) / 2.0);
        return table;
    }
}
