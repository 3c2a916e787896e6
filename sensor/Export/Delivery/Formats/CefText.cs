using System.Globalization;
using System.Text;

namespace NetSensor.Export.Delivery.Formats;

/// <summary>
/// One event in ArcSight's Common Event Format, version 0. In the header <c>\</c> and <c>|</c> are escaped and line breaks become blanks; in values of the
/// extension <c>\</c> and <c>=</c> are escaped and line breaks are written <c>\n</c>.
/// </summary>
internal sealed class CefText
{
    private readonly StringBuilder _text = new("CEF:0");
    private bool _hasExtension;

    /// <summary>The next part of the header.</summary>
    public void Header(string part)
    {
        _text.Append('|');
        foreach (var letter in part)
        {
            if (letter is '|' or '\\') _text.Append('\\');
            _text.Append(char.IsControl(letter) ? ' ' : letter);
        }
    }

    /// <summary>A key of the extension with its value; left out when null or empty.</summary>
    public void Field(string key, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        _text.Append(_hasExtension ? ' ' : '|').Append(key).Append('=');
        _hasExtension = true;
        foreach (var letter in value.ReplaceLineEndings("\n"))
        {
            if (letter == '\n') _text.Append("\\n");
            else if (letter is '=' or '\\') _text.Append('\\').Append(letter);
            else _text.Append(char.IsControl(letter) ? ' ' : letter);
        }
    }

    /// <summary>A number; left out when null.</summary>
    public void Field(string key, long? value) => Field(key, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A value whose meaning its label tells (<c>cs1Label</c>, <c>cs1</c>); left out when null or empty.</summary>
    public void Labelled(string key, string label, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        Field(key + "Label", label);
        Field(key, value);
    }

    /// <summary>The event; with an empty extension when nothing was told.</summary>
    public override string ToString() => _hasExtension ? _text.ToString() : _text + "|";
}
