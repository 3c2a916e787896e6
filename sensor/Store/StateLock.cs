namespace NetSensor.Store;

/// <summary>Sees to it that one sensor at a time learns into a file: a lock of the system on a file beside it, gone with the process that holds it.</summary>
internal static class StateLock
{
    private const string Suffix = ".lock";

    /// <summary>Takes the lock; it is held until disposed.</summary>
    /// <exception cref="StateException">Another sensor has it, or the folder cannot be written.</exception>
    public static FileStream Take(string path)
    {
        try
        {
            return new FileStream(path + Suffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception fault) when (fault is DirectoryNotFoundException or FileNotFoundException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StateException(StateFault.Unavailable, $"{path}: cannot be made there; check the path, or name another file", fault);
        }
        catch (IOException fault) when (IsTaken(fault))
        {
            throw new StateException(StateFault.InUse, $"{path}: another sensor learns into it now; end that one, or name another file", fault);
        }
        catch (IOException fault)
        {
            throw new StateException(StateFault.Unavailable, $"{path}: cannot be written ({fault.Message.Split('\n')[0].TrimEnd('.')}); name another file", fault);
        }
    }

    /// <summary>EWOULDBLOCK, which is what flock says: 11 on Linux.</summary>
    private static bool IsTaken(IOException fault) => (fault.HResult & 0xFFFF) == 11 || fault.Message.Contains("being used by another process", StringComparison.Ordinal);
}
