using NetSensor.Events;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>What sizes and counts of encrypted SMB messages tell; pure. Little, so its confidence is low and who the target is decides.</summary>
internal static class HiddenWork
{
    private const long SmallestProgram = 16 << 10, LargestProgram = 64 << 20; // bytes: a service stub, a bundled agent
    private const int SmallRequests = 12; // to open a pipe, bind, open the manager, create, start, ask and close, and to read what came out
    private const int FewBulkAnswers = 4; // lists and output; who reads files gets many

    /// <summary>Whether a program may have been copied and run: data in one go of a program's size, many small exchanges beside it, hardly any data back.</summary>
    public static bool LooksLikeExecution(SmbHiddenEvent hidden) =>
        hidden.RequestBytes is >= SmallestProgram and <= LargestProgram
        && hidden.Requests - hidden.BulkRequests >= SmallRequests
        && hidden.BulkResponses <= FewBulkAnswers
        && hidden.ResponseBytes < hidden.RequestBytes;
}
