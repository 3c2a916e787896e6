namespace NetSensor.Tests.Support;

/// <summary>A test on the public captures; says why it does not run where they are absent.</summary>
public sealed class CorpusFactAttribute : FactAttribute
{
    /// <summary>Skips with the reason when there is no corpus.</summary>
    public CorpusFactAttribute()
    {
        if (Corpus.Folder is null) Skip = "no public captures here: set NETSENSOR_CORPUS to their folder";
    }
}
