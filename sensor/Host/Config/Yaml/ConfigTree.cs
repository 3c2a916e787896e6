using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NetSensor.Host.Config;

/// <summary>
/// From text to <see cref="ConfigNode"/>s. Where the YAML breaks, that is noted and what stands before is kept, so that its faults are told as well.
/// </summary>
internal sealed class ConfigTree
{
    private const int MaxDepth = 16; // a real one nests four deep; thousands are no configuration

    private readonly ConfigFaults _faults;
    private readonly Stack<(ConfigNode Node, ConfigNode? Key)> _open = new();
    private readonly Dictionary<string, ConfigNode> _anchors = new(StringComparer.Ordinal);
    private ConfigNode? _root;

    private ConfigTree(ConfigFaults faults) => _faults = faults;

    /// <summary>The root; null for a text without content.</summary>
    public static ConfigNode? Parse(string text, ConfigFaults faults)
    {
        var tree = new ConfigTree(faults);
        try
        {
            tree.Read(new Parser(new StringReader(text)));
        }
        catch (YamlException fault)
        {
            faults.Add((int)fault.Start.Line, (int)fault.Start.Column, $"{fault.Message.TrimEnd('.')}; mend the YAML");
            tree.DropUnfinished();
        }
        return tree._root;
    }

    private void Read(Parser parser)
    {
        while (parser.MoveNext()) // ends: with the text
        {
            switch (parser.Current)
            {
                case DocumentEnd when _root is not null: return; // one document is a configuration
                case Scalar scalar: Take(scalar, new ConfigNode(Line(scalar), Column(scalar)) { Text = scalar.Value }); break;
                case SequenceStart list: Open(list, new ConfigNode(Line(list), Column(list)) { Items = [] }); break;
                case MappingStart block: Open(block, new ConfigNode(Line(block), Column(block)) { Settings = [] }); break;
                case AnchorAlias alias: Place(Aliased(alias)); break;
                case SequenceEnd or MappingEnd: _open.Pop(); break;
            }
        }
    }

    private void Open(NodeEvent happened, ConfigNode node)
    {
        if (_open.Count >= MaxDepth) throw new YamlException(happened.Start, happened.End, $"blocks within blocks, more than {MaxDepth} deep; no setting needs that");
        Take(happened, node);
        _open.Push((node, null));
    }

    private void Take(NodeEvent happened, ConfigNode node)
    {
        if (!happened.Anchor.IsEmpty) _anchors[happened.Anchor.Value] = node;
        Place(node);
    }

    private ConfigNode Aliased(AnchorAlias alias) => _anchors.GetValueOrDefault(alias.Value.Value)
        ?? throw new YamlException(alias.Start, alias.End, $"nothing before it is called '&{alias.Value.Value}'");

    /// <summary>Puts a node where it belongs: into the list that is open, or as key or value into the block.</summary>
    private void Place(ConfigNode node)
    {
        if (!_open.TryPeek(out var top))
        {
            _root ??= node;
            return;
        }
        if (top.Node.Items is { } items)
        {
            items.Add(node);
            return;
        }
        _open.Pop();
        _open.Push((top.Node, top.Key is null ? node : null));
        if (top.Key is not null) AddSetting(top.Node.Settings!, top.Key, node);
    }

    private void AddSetting(List<(ConfigNode Key, ConfigNode Value)> settings, ConfigNode key, ConfigNode value)
    {
        if (key.Text is null) _faults.Add(key.Line, key.Column, "a key must be a word");
        else if (settings.Find(other => other.Key.Text == key.Text).Key is { } first) _faults.Add(key.Line, key.Column, $"'{key.Text}' is set twice; the first time in line {first.Line}");
        else settings.Add((key, value));
    }

    /// <summary>What had just begun where the YAML broke is no fault of its own.</summary>
    private void DropUnfinished()
    {
        while (_open.TryPop(out var last) && last.Node is { Items: null or [], Settings: null or [] } && _open.TryPeek(out var parent)) // ends: pops one each turn
        {
            parent.Node.Items?.Remove(last.Node);
            parent.Node.Settings?.RemoveAll(setting => setting.Value == last.Node);
        }
    }

    private static int Line(ParsingEvent happened) => (int)happened.Start.Line;

    private static int Column(ParsingEvent happened) => (int)happened.Start.Column;
}
