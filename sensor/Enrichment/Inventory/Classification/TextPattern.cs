using System.IO.Enumeration;

namespace NetSensor.Enrichment.Inventory.Classification;

/// <summary>A rule's pattern, taken apart once: * stands for any letters, ? for one, and case does not count. Every name of every host is held against hundreds.</summary>
internal sealed class TextPattern
{
    private readonly string _pattern;
    private readonly string _core;
    private readonly Form _form;

    private enum Form
    {
        Whole,
        Start,
        End,
        Inside,
        Other,
    }

    /// <summary>Takes the pattern apart.</summary>
    public TextPattern(string pattern)
    {
        (_pattern, _core) = (pattern, pattern.Trim('*'));
        _form = _core.Length == 0 || _core.AsSpan().IndexOfAny('*', '?', '\\') >= 0 ? Form.Other : (pattern[0] == '*', pattern[^1] == '*') switch
        {
            (false, false) => Form.Whole,
            (false, true) => Form.Start,
            (true, false) => Form.End,
            (true, true) => Form.Inside,
        };
    }

    /// <summary>Whether the whole text looks like that.</summary>
    public bool Matches(string text) => _form switch
    {
        Form.Whole => text.Equals(_core, StringComparison.OrdinalIgnoreCase),
        Form.Start => text.StartsWith(_core, StringComparison.OrdinalIgnoreCase),
        Form.End => text.EndsWith(_core, StringComparison.OrdinalIgnoreCase),
        Form.Inside => text.Contains(_core, StringComparison.OrdinalIgnoreCase),
        _ => FileSystemName.MatchesSimpleExpression(_pattern, text, ignoreCase: true),
    };
}
