namespace NetSensor.Tests.Support;

/// <summary>As <see cref="CorpusFactAttribute"/>, with rows of data.</summary>
public sealed class CorpusTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips with the reason when there is no corpus.</summary>
    public CorpusTheoryAttribute()
    {
        if (Corpus.Folder is null) Skip = "no public captures here: set NETSENSOR_CORPUS to their folder";
    }
}
