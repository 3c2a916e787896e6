using System.Diagnostics;
using static NetSensor.Capture.Live.NativeSocket;

namespace NetSensor.Capture.Live;

/// <summary>Whether an interface still delivers; shared by its rings, so that every change is told and counted once.</summary>
internal sealed unsafe class InterfaceWatch(string name, int index, Action<string>? say)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1); // how late its removal may be noticed

    private readonly Lock _gate = new();
    private volatile bool _isDown;
    private bool _isGone;
    private long _asked;

    /// <summary>Whether it delivers nothing, because it is down or was removed.</summary>
    public bool IsDown => _isDown;

    /// <summary>The interface reported an error; true when that is news.</summary>
    public bool Fail()
    {
        lock (_gate)
        {
            if (_isDown) return false;
            _isDown = true;
            _asked = 0;
            if (Exists()) say?.Invoke($"interface '{name}' is down; waiting for it");
            return true;
        }
    }

    /// <summary>Packets came: ends the wait, unless they are left over from before.</summary>
    public void Deliver(int descriptor)
    {
        if (!_isDown) return;
        lock (_gate)
        {
            if (!_isDown || !IsUp(descriptor)) return;
            _isDown = false;
            say?.Invoke($"interface '{name}' delivers again");
        }
    }

    /// <summary>Whether the interface was removed. Asked of the kernel only while it is down, and only now and then.</summary>
    public bool IsGone()
    {
        if (!_isDown) return false;
        lock (_gate)
        {
            if (_isGone || (_asked != 0 && Stopwatch.GetElapsedTime(_asked) < AskEvery)) return _isGone;
            _asked = Stopwatch.GetTimestamp();
            if (Exists()) return false;
            _isGone = true;
            say?.Invoke($"interface '{name}' was removed");
            return true;
        }
    }

    private bool Exists()
    {
        if (index == 0) return true; // no interface of the kernel's: "any", USB, …
        var current = stackalloc byte[NameBytes];
        return InterfaceName((uint)index, current) != null;
    }

    private bool IsUp(int descriptor)
    {
        InterfaceRequest request = default;
        if (index == 0 || InterfaceName((uint)index, request.Name) == null) return index == 0; // by number: it may have been renamed
        const ushort up = 1; // IFF_UP
        return Control(descriptor, GetFlags, &request) == 0 && (request.Family & up) != 0;
    }
}
