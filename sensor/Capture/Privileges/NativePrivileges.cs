using System.Runtime.InteropServices;

namespace NetSensor.Capture.Privileges;

/// <summary>The calls by which a process gives up what it may do: prctl(2), capset(2), setresuid(2), getpwnam(3), execve(2).</summary>
internal static unsafe partial class NativePrivileges
{
    public const int SetNoNewPrivileges = 38, Ambient = 47; // PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT
    public const int ClearAllAmbient = 4;                                            // PR_CAP_AMBIENT_CLEAR_ALL
    public const uint CapabilityVersion3 = 0x20080522;                               // _LINUX_CAPABILITY_VERSION_3: two words of 32 each

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Control(int option, ulong argument2, ulong argument3, ulong argument4, ulong argument5);

    [LibraryImport("libc", EntryPoint = "capset", SetLastError = true)]
    public static partial int SetCapabilities(CapabilityHeader* header, CapabilityWord* words);

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    public static partial int SetGroups(nuint count, uint* groups);

    [LibraryImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    public static partial int SetGroupIds(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    public static partial int SetUserIds(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Password* FindUser(string name);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int ExecuteProgram(string program, nint* arguments, nint* variables);

    [LibraryImport("libc", EntryPoint = "umask")]
    public static partial uint FileMask(uint mask);

    /// <summary><c>struct __user_cap_header_struct</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct CapabilityHeader
    {
        public uint Version;
        public int Thread;
    }

    /// <summary><c>struct __user_cap_data_struct</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct CapabilityWord
    {
        public uint Effective, Permitted, Inheritable;
    }

    /// <summary><c>struct passwd</c>, as far as the ids.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Password
    {
        public byte* Name, Word;
        public uint User, Group;
    }
}
