using System.Runtime.InteropServices;
using static NetSensor.Capture.Privileges.NativePrivileges;

namespace NetSensor.Capture.Privileges;

/// <summary>
/// Gives up what is not needed once the interfaces are open: sockets, rings and filters stay, also when a link goes down and returns, so that no
/// capability is kept.
/// </summary>
public static class Privileges
{
    private const uint PrivateFiles = 0x17; // umask 0027: files 0640, folders 0750

    /// <summary>From here on new files are for their owner and group alone.</summary>
    public static void MakeFilesPrivate() => FileMask(PrivateFiles);

    /// <summary>
    /// Becomes another user for good, in every thread: the C library carries changed ids to all of them, and the kernel takes all capabilities from a
    /// thread that stops being root.
    /// </summary>
    /// <param name="user">Name of an account that is not root.</param>
    /// <exception cref="CaptureException">There is no such account, or no right to become it.</exception>
    public static unsafe void Become(string user)
    {
        var account = FindUser(user);
        if (account is null) throw new CaptureException($"--user {user}: no such user on this machine; make one (useradd --system {user}) or name another");
        var (id, group) = (account->User, account->Group);
        if (id == 0) throw new CaptureException($"--user {user}: that is root; name an account without rights");
        if (EffectiveUser() != id)
        {
            Check(user, SetGroups(0, null));
            Check(user, SetGroupIds(group, group, group));
            Check(user, SetUserIds(id, id, id));
        }
        DropCapabilities();
        ProveReadable(user);
        if (SetUserIds(0, 0, 0) == 0) throw new CaptureException($"--user {user}: the way back to root is open; not going on"); // must fail: a check of the kernel that we run on
    }

    /// <summary>
    /// Gives up all capabilities of this thread and of those that it starts from here on, which are all that touch packets. Threads of the runtime that
    /// exist already keep theirs: capabilities are a thread's own, and only changed ids reach all of them, or a <see cref="FreshStart"/>.
    /// </summary>
    public static unsafe void DropCapabilities()
    {
        Control(Ambient, ClearAllAmbient, 0, 0, 0);
        var header = new CapabilityHeader { Version = CapabilityVersion3 };
        var none = stackalloc CapabilityWord[2];
        none[0] = none[1] = default;
        if (SetCapabilities(&header, none) != 0) throw new CaptureException($"capabilities cannot be given up: {Marshal.GetLastPInvokeErrorMessage()}");
        Control(SetNoNewPrivileges, 1, 0, 0, 0);
    }

    /// <summary>The runtime reads the program's libraries when they are first needed: better to know now that it may not.</summary>
    private static void ProveReadable(string user)
    {
        try
        {
            var library = typeof(Privileges).Assembly.Location; // empty where all is one program
            File.OpenRead(library.Length > 0 ? library : Environment.ProcessPath!).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CaptureException($"--user {user}: that user may not read the program in '{AppContext.BaseDirectory}'; install it where everybody may (the Debian package does), or make the folder readable");
        }
    }

    private static void Check(string user, int result)
    {
        if (result != 0) throw new CaptureException($"cannot become user '{user}': {Marshal.GetLastPInvokeErrorMessage()}; start it as root, or as that user with CAP_NET_RAW");
    }
}
