using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NetSensor.Benchmarks.Cost;

/// <summary>
/// What tables hold, counted by walking from object to object: bytes of each root and of its parts, and of each type. An object that several reach counts for the one that is walked first.
/// </summary>
internal sealed class HeldMemory
{
    private const int PartDepth = 2;   // fields from the root on by which its memory is told apart
    private const int Sampled = 1_000; // elements of the array that is made to learn what one takes

    private const int PartsNamed = 3, TypesNamed = 12;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(object Held, string Part, int Depth)> _waiting = new();
    private readonly Dictionary<Type, FieldInfo[]> _fields = [];
    private readonly Dictionary<Type, long> _sizes = [];
    private readonly Dictionary<Type, bool> _refers = [];
    private readonly Dictionary<Type, (long Objects, long Bytes)> _byType = [];

    /// <summary>Prints what takes how much: a row for each room with its largest parts, and one for each of the types that take most.</summary>
    public static void Print(IEnumerable<(string Name, object Room, long Evicted)> rooms, TextWriter output)
    {
        var held = new HeldMemory();
        output.WriteLine("| table | MB | evicted | most of it |\n|---|---:|---:|---|");
        foreach (var (name, room, evicted) in rooms)
        {
            var parts = held.Walk(room);
            var largest = parts.OrderByDescending(part => part.Value).Take(PartsNamed).Select(part => $"{part.Key} {Megabytes(part.Value)}");
            output.WriteLine($"| {name} | {Megabytes(parts.Values.Sum())} | {evicted} | {string.Join("; ", largest)} |");
        }
        output.WriteLine("\n| type | objects | MB |\n|---|---:|---:|");
        foreach (var (type, sum) in held._byType.OrderByDescending(type => type.Value.Bytes).Take(TypesNamed)) output.WriteLine($"| {NameOf(type)} | {sum.Objects} | {Megabytes(sum.Bytes)} |");
    }

    /// <summary>Walks what this object holds, and nobody who was walked before; bytes by its parts ("_book._candidates").</summary>
    private Dictionary<string, long> Walk(object root)
    {
        var parts = new Dictionary<string, long>(StringComparer.Ordinal);
        Meet(root, string.Empty, 0);
        while (_waiting.TryPop(out var next)) // ends: each object is met once
        {
            var (type, bytes) = (next.Held.GetType(), SizeOf(next.Held));
            parts[next.Part] = parts.GetValueOrDefault(next.Part) + bytes;
            var sum = _byType.GetValueOrDefault(type);
            _byType[type] = (sum.Objects + 1, sum.Bytes + bytes);
            if (next.Held is Array elements) MeetAll(elements, next.Part, next.Depth);
            else MeetFields(next.Held, next.Part, next.Depth);
        }
        return parts;
    }

    private void Meet(object? held, string part, int depth)
    {
        if (held is null or Pointer or MemberInfo or Assembly or Module or Thread || held.GetType().Namespace is { } space && space.StartsWith("System.Reflection", StringComparison.Ordinal) || !_seen.Add(held)) return;
        _waiting.Push((held, part, depth));
    }

    private void MeetAll(Array elements, string part, int depth)
    {
        var type = elements.GetType().GetElementType()!;
        if (!Refers(type) || elements.Rank > 1) return;
        foreach (var element in elements)
        {
            if (element is null) continue;
            if (type.IsValueType) MeetFields(element, part, depth);
            else Meet(element, part, depth);
        }
    }

    private void MeetFields(object holder, string part, int depth)
    {
        foreach (var field in FieldsOf(holder.GetType()))
        {
            if (field.GetValue(holder) is not { } held) continue;
            var inner = depth < PartDepth ? $"{part}{(part.Length > 0 ? "." : string.Empty)}{field.Name}" : part;
            if (field.FieldType.IsValueType) MeetFields(held, inner, depth + 1);
            else Meet(held, inner, depth + 1);
        }
    }

    /// <summary>The fields of this type and those below it that are references, or hold some.</summary>
    private FieldInfo[] FieldsOf(Type type)
    {
        if (_fields.TryGetValue(type, out var known)) return known;
        var found = new List<FieldInfo>();
        for (var at = type; at is not null; at = at.BaseType) // ends: at the root of all types
            found.AddRange(at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => Refers(field.FieldType)));
        return _fields[type] = [.. found];
    }

    private bool Refers(Type type)
    {
        if (type.IsPointer || type.IsPrimitive || type.IsEnum || type.IsByRefLike) return false;
        if (!type.IsValueType) return true;
        if (!_refers.TryGetValue(type, out var refers))
            _refers[type] = refers = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(field => Refers(field.FieldType));
        return refers;
    }

    private long SizeOf(object held) => held switch
    {
        string text => Rounded(22 + 2L * text.Length),
        Array elements => Rounded(24 + elements.LongLength * ElementOf(elements.GetType().GetElementType()!)),
        _ => Measured(held.GetType(), () => Make(held.GetType()), made: 1),
    };

    private long ElementOf(Type element) => element.IsValueType ? Measured(element, () => Array.CreateInstance(element, Sampled), Sampled) : IntPtr.Size;

    private long Measured(Type type, Func<object?> make, int made)
    {
        if (_sizes.TryGetValue(type, out var size)) return size;
        GC.KeepAlive(make()); // the first time the runtime makes more than what was asked for
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(make());
        return _sizes[type] = (GC.GetAllocatedBytesForCurrentThread() - before) / made;
    }

    private static object? Make(Type type)
    {
        try
        {
            return RuntimeHelpers.GetUninitializedObject(type);
        }
        catch (ArgumentException) // the runtime's own, of which there are few
        {
            return null;
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("F1", CultureInfo.InvariantCulture);

    private static string NameOf(Type type)
    {
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        return type.IsGenericType ? $"{type.Name} of {string.Join(", ", type.GetGenericArguments().Select(NameOf))}" : type.Name;
    }

    private static long Rounded(long bytes) => (bytes + 7) & ~7L;
}
