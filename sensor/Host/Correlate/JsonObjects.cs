using System.Text;

namespace NetSensor.Host.Correlate;

/// <summary>
/// Cuts a file into its JSON objects, with the line in which each begins: one a line, an array of them, or one after the other over many lines with
/// "Record 1" between them, as evtx_dump writes. A broken object costs itself, not the rest of the file.
/// </summary>
internal sealed class JsonObjects(TextReader input)
{
    private const int MaxObject = 8 << 20; // characters; an event has a few thousand, and a script block at most 64 Ki

    private readonly StringBuilder _object = new();
    private int _line = 1, _begin, _depth;
    private bool _isText, _isEscaped, _isLineStart = true;

    /// <summary>Every object with its line; instead of a broken one the fault.</summary>
    public IEnumerable<(int Line, string? Json, string? Fault)> Read()
    {
        var block = new char[64 * 1024];
        for (var read = input.Read(block); read > 0; read = input.Read(block))            // ends: with the file
        {
            for (var i = 0; i < read; i++)
            {
                if (Faulty(block[i]) is { } fault) yield return (_begin, null, fault);
                if (Take(block[i])) yield return (_begin, _object.ToString(), null);
            }
        }
        if (_depth > 0) yield return (_begin, null, "an object that does not end");
    }

    /// <summary>Says what is wrong before a letter is taken, and gives the object up.</summary>
    private string? Faulty(char letter)
    {
        if (_depth == 0) return null;
        var fault = letter == '\n' && _isText ? "a text that does not end in its line"
            : letter == '{' && _isLineStart ? "an object that does not end before the next begins"
            : _object.Length >= MaxObject ? $"an object of more than {MaxObject >> 20} Mi characters"
            : null;
        if (fault is null) return null;
        (_depth, _isText, _isEscaped) = (0, false, false);
        return fault;
    }

    /// <summary>Takes a letter; true when it ends an object.</summary>
    private bool Take(char letter)
    {
        _isLineStart = letter == '\n' || (_isLineStart && letter == '\r');
        if (letter == '\n') _line++;
        if (_depth == 0 && letter == '{')
        {
            _object.Clear();
            _begin = _line;
        }
        else if (_depth == 0)
        {
            return false; // brackets and commas of an array, "Record 1", spaces
        }
        _object.Append(letter);
        if (_isText)
        {
            if (letter == '"' && !_isEscaped) _isText = false;
            _isEscaped = letter == '\\' && !_isEscaped;
            return false;
        }
        if (letter == '"') _isText = true;
        if (letter == '{') _depth++;
        return letter == '}' && --_depth == 0;
    }
}
