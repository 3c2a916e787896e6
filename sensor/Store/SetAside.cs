namespace NetSensor.Store;

/// <summary>Puts a file that cannot be used out of the way: nothing is deleted, somebody may want to look at it.</summary>
public static class SetAside
{
    private static readonly string[] Parts = ["", "-wal", "-shm"]; // the database, its journal, and the journal's index

    /// <summary>Renames the file and its journal to "…corrupt-N" and gives the new name.</summary>
    /// <exception cref="StateException">It cannot be renamed.</exception>
    public static string Move(string path)
    {
        try
        {
            var number = 1;
            while (File.Exists(Name(path, number))) number++; // ends: a folder holds a finite number of files
            foreach (var part in Parts)
                if (File.Exists(path + part)) File.Move(path + part, Name(path, number) + part);
            return Name(path, number);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StateException(StateFault.Unavailable, $"{path}: cannot be used, nor put aside ({fault.Message.Split('\n')[0].TrimEnd('.')}); name another file", fault);
        }
    }

    private static string Name(string path, int number) => $"{path}.corrupt-{number}";
}
