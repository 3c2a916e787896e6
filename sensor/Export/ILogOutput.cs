namespace NetSensor.Export;

/// <summary>Where logs go: a folder, or memory.</summary>
public interface ILogOutput
{
    /// <summary>Opens a new, empty file of this name; a <see cref="LogException"/> says why it cannot.</summary>
    Stream Create(string fileName);

    /// <summary>Whether a file that was opened is no longer there by its name: somebody moved it away, and wants a new one.</summary>
    bool WasMoved(string fileName) => false;

    /// <summary>How to name the file in a message.</summary>
    string Describe(string fileName);
}
