using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace NetSensor.Host.Config;

/// <summary>From a path to YAML, whatever lies at the path: a folder, a pipe that nobody writes into, a device without end.</summary>
internal static class ConfigFile
{
    private const int MaxFileBytes = 1 << 20; // a real one has a few lines: a capture given by mistake must not be parsed as text
    private const int MaxDepth = 16;          // a real one nests three deep; thousands would exhaust the stack of the YAML library

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // a pipe from a program (<(…) in a shell) answers sooner

    /// <summary>The text of the file.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string Read(string path)
    {
        if (path.Length == 0) throw new UsageException("the configuration has an empty name; give a YAML file");
        if (Directory.Exists(path)) throw new UsageException($"{path}: a folder; give a YAML file");
        try
        {
            var reading = Task.Run(() => ReadBounded(path)); // opening a pipe without a writer never returns
            if (!reading.Wait(Patience)) throw new UsageException($"{path}: nothing to read within {Patience.TotalSeconds} seconds; give a YAML file");
            return reading.Result ?? throw new UsageException($"{path}: too large for a configuration; give a YAML file");
        }
        catch (AggregateException failed) when (failed.InnerException is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: cannot be read ({failed.InnerException.Message.TrimEnd('.')}); check the path");
        }
    }

    /// <summary>The settings in a text; an empty text has none.</summary>
    public static YamlMappingNode Parse(string path, string text)
    {
        try
        {
            CheckDepth(path, text);
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents.Count == 0) return [];
            return yaml.Documents[0].RootNode as YamlMappingNode
                ?? throw new UsageException($"{path}:1: no settings; write lines such as 'out: /var/log/netsensor'");
        }
        catch (YamlException fault)
        {
            throw new UsageException($"{path}:{fault.Start.Line}: {fault.Message}; mend the YAML");
        }
    }

    private static string? ReadBounded(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[MaxFileBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length > MaxFileBytes ? null : Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF');
    }

    private static void CheckDepth(string path, string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext()) // ends: with the text
        {
            if (parser.Current is MappingStart or SequenceStart) depth++;
            if (parser.Current is MappingEnd or SequenceEnd) depth--;
            if (depth > MaxDepth) throw new UsageException($"{path}:{parser.Current!.Start.Line}: blocks within blocks, more than {MaxDepth} deep; no setting needs that");
        }
    }
}
