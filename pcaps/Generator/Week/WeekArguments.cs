using System.Globalization;

namespace NetSensor.Generator.Week;

/// <summary>Reads what week somebody wants.</summary>
public static class WeekArguments
{
    /// <summary>What may be said.</summary>
    public const string Usage = "[--people N] [--seed N] [--drawn] [--only NAME,…] [--without NAME,…|all] [--from HOUR] [--hours N] [--closed]";

    /// <summary>Reads options; false, with the fault, when one cannot be read.</summary>
    public static bool TryRead(IReadOnlyList<string> arguments, out WeekOptions options, out string? fault)
    {
        (options, fault) = (new WeekOptions(), null);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--closed" or "--drawn")
            {
                options = arguments[i] == "--closed" ? options with { IsOfficeOpen = false } : options with { IsDrawn = true };
                continue;
            }
            if (++i >= arguments.Count || Apply(options, arguments[i - 1], arguments[i]) is not { } changed)
            {
                fault = arguments[i - 1];
                return false;
            }
            options = changed;
        }
        return true;
    }

    private static WeekOptions? Apply(WeekOptions options, string name, string value)
    {
        var isNumber = double.TryParse(value, CultureInfo.InvariantCulture, out var number);
        return name switch
        {
            "--people" when isNumber && number is >= 5 and <= 500 => options with { People = (int)number },
            "--seed" when isNumber => options with { Seed = (int)number },
            "--from" when isNumber && number is >= 0 and < 168 => options with { FromHour = number },
            "--hours" when isNumber && number is > 0 and <= 168 => options with { Hours = number },
            "--only" => options with { Only = value.Split(',') },
            "--without" => options with { Without = value.Split(',') },
            _ => null,
        };
    }
}
