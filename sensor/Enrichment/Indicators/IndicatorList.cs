using NetSensor.Events.Indicators;

namespace NetSensor.Enrichment.Indicators;

/// <summary>What a file of indicators held: filled while it is read.</summary>
public sealed class IndicatorList(string file)
{
    /// <summary>Most indicators of one file; the largest public lists have a few million lines, which nobody should match against.</summary>
    public const int MaxIndicators = 5_000_000;

    private const int MaxFaults = 10_000; // the first few are read: a file that is no list at all must not fill the memory with what is wrong in it

    private readonly List<Indicator> _indicators = [];
    private readonly List<IndicatorFault> _faults = [];

    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>Its name without folder, as findings tell it.</summary>
    public string Name { get; } = Path.GetFileName(file);

    /// <summary>What it names.</summary>
    public IReadOnlyList<Indicator> Indicators => _indicators;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<IndicatorFault> Faults => _faults;

    /// <summary>Entries that are right and are nothing that shows on a network (hashes of files, registry keys, accounts, …).</summary>
    public int Ignored { get; private set; }

    /// <summary>Notes a fault; of more than anybody reads only how many there are, among what is ignored.</summary>
    public void Fault(int line, string text)
    {
        if (_faults.Count < MaxFaults) _faults.Add(new IndicatorFault(File, line, text));
        else Ignored++;
    }

    /// <summary>Notes a fault that a list may have in every line, once.</summary>
    public void FaultOnce(int line, string text)
    {
        if (!_faults.Exists(fault => fault.Text == text)) Fault(line, text);
        else Ignored++;
    }

    /// <summary>The file ends in the middle, or is no list at all.</summary>
    public void Break(int line, string text)
    {
        IsBroken = true;
        Fault(line, text);
    }

    /// <summary>Whether it must not take the place of one that was whole: it could not be read to its end, or nothing in it was right.</summary>
    public bool IsBroken { get => field || (_indicators.Count == 0 && _faults.Count > 0); private set; }

    /// <summary>Notes an entry that nobody here can use.</summary>
    public void Ignore() => Ignored++;

    /// <summary>Takes a value of a known kind, or notes why it is none.</summary>
    public void Add(IndicatorKind kind, string text, int line, IndicatorNotes notes = default)
    {
        if (_indicators.Count >= MaxIndicators) Ignored++;
        else if (IndicatorText.Normalise(kind, text) is { } value)
            _indicators.Add(new Indicator(kind, value, Name) 
            {
                Label = notes.Label, Confidence = notes.Confidence, ValidUntil = notes.ValidUntil, Together = notes.Together is { Count: > 0 } together ? [together] : [],
            });
        else Fault(line, $"'{Short(text)}' is no {IndicatorText.NameOf(kind)}");
    }

    /// <summary>Takes a value whose kind it shows itself, or notes that it shows none.</summary>
    public void AddAny(string text, int line, IndicatorNotes notes = default)
    {
        if (IndicatorText.KindOf(text) is { } kind) Add(kind, text, line, notes);
        else Fault(line, $"'{Short(text)}' is no address, network, domain, URL, JA3, JA4 or hash of a certificate");
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
