using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Recording;

/// <summary>
/// Files of evidence in a folder: a pcapng for each telling of a finding, and <see cref="Manifest"/>, which names them with their hashes. Old ones are removed
/// by age and size.
/// </summary>
public sealed class EvidenceFolder
{
    /// <summary>The list of all files that were written, a JSON object a line; lines stay when their files go.</summary>
    public const string Manifest = "evidence.jsonl";

    private const string Extension = ".pcapng";
    private const long BytesOfMib = 1 << 20;

    private readonly string _application;

    /// <summary>Evidence in this folder, written by this application ("NetSensor 1.0").</summary>
    public EvidenceFolder(string path, EvidenceOptions options, string application) => (Path, Options, _application) = (path, options, application);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>How much of it is kept.</summary>
    public EvidenceOptions Options { get; }

    /// <summary>What was written and lost.</summary>
    public EvidenceCounters Counters { get; } = new();

    /// <summary>The name of the file of a telling.</summary>
    public static string NameOf(Detection finding) =>
        string.Concat(finding.TellingId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_')) + Extension;

    /// <summary>Makes the folder when there is none and removes what an earlier run left unfinished.</summary>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(Path);
        foreach (var left in Directory.EnumerateFiles(Path, "*.part")) File.Delete(left);
        using var manifest = OpenManifest();
    }

    /// <summary>Removes all evidence of an earlier run.</summary>
    public void Clear()
    {
        foreach (var file in Directory.EnumerateFiles(Path, "*" + Extension)) File.Delete(file);
        File.Delete(ManifestPath);
    }

    /// <summary>Begins the files of these findings; <see cref="Finish"/> ends them.</summary>
    /// <exception cref="IOException">A file cannot be made.</exception>
    public EvidenceCollector Collect(IEnumerable<EvidenceRequest> requests)
    {
        var files = new List<EvidenceFile>();
        try
        {
            foreach (var request in requests)
                files.Add(new EvidenceFile(System.IO.Path.Combine(Path, NameOf(request.Finding)), request, _application, Options.MaxMibPerFinding * BytesOfMib));
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            throw;
        }
        return new EvidenceCollector(files);
    }

    /// <summary>Ends the files and lists them.</summary>
    /// <exception cref="IOException">A file cannot be written; those that are listed are whole.</exception>
    public void Finish(EvidenceCollector collected)
    {
        using var manifest = OpenManifest();
        foreach (var file in collected.Files)
        {
            if (file.Finish() is not { } saved)
            {
                Counters.FoundNothing();
                continue;
            }
            Write(manifest, file.Request.Finding, saved);
            Counters.Wrote(saved.Packets, saved.Bytes);
        }
    }

    /// <summary>Removes files that are too old or too many, the oldest first.</summary>
    /// <param name="now">The wall clock, as that of the files.</param>
    /// <exception cref="IOException">A file cannot be removed.</exception>
    public void RemoveOld(DateTimeOffset now)
    {
        var files = new DirectoryInfo(Path).EnumerateFiles("*" + Extension).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).ToList();
        var total = files.Sum(file => file.Length);
        foreach (var file in files)
        {
            if (total <= Options.KeepMib * BytesOfMib && now.UtcDateTime - file.LastWriteTimeUtc <= Options.Keep) continue;
            total -= file.Length;
            file.Delete();
            Counters.Remove();
        }
    }

    private string ManifestPath => System.IO.Path.Combine(Path, Manifest);

    private FileStream OpenManifest() => new(ManifestPath, FileMode.Append, FileAccess.Write, FileShare.Read);

    private static void Write(FileStream manifest, Detection finding, SavedEvidence saved)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("ts", finding.Time.ToString());
            json.WriteString("finding", finding.Id);
            json.WriteString("telling", finding.TellingId);
            json.WriteString("detector", finding.Detector);
            json.WriteString("file", saved.File);
            json.WriteString("sha256", saved.Sha256);
            json.WriteNumber("bytes", saved.Bytes);
            json.WriteNumber("packets", saved.Packets);
            json.WriteNumber("left_out", saved.LeftOut);
            json.WriteString("first", saved.First.ToString());
            json.WriteString("last", saved.Last.ToString());
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        manifest.Write(line.GetBuffer(), 0, (int)line.Length); // in one piece: a kill leaves no half line but on a full disk
    }
}
