namespace NetSensor.Host.Config;

/// <summary>How an option is written in a configuration file.</summary>
internal enum OptionKind
{
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>A number with a fraction.</summary>
    Number,
    /// <summary>A time with its unit: 500ms, 5s, 10m, 2h, 1d.</summary>
    Time,
    /// <summary>true or false.</summary>
    Truth,
    /// <summary>A text.</summary>
    Text,
    /// <summary>A list of texts.</summary>
    Texts,
    /// <summary>Options of its own, indented.</summary>
    Block,
}
