using NetSensor.Events;

namespace NetSensor.Protocols.Smb;

/// <summary>Makes events of what the ledger knows.</summary>
internal sealed class SmbTeller(int version)
{
    private readonly RecentFiles _recent = new();

    /// <summary>Forgets everything, for the next connection.</summary>
    public void Reset() => _recent.Reset();

    /// <summary>A share was connected to, or refused.</summary>
    public void TellTree(in SmbRequest request, in SmbConnectedTree answer, SmbSession? session, IFlowContext flow) => flow.Emit(new SmbTreeEvent
    {
        Began = request.Time,
        Version = version,
        Status = answer.Status,
        Path = request.Name,
        ShareType = answer.Type,
        Service = answer.Service,
        NativeFileSystem = answer.FileSystem,
        SessionId = request.Session,
        TreeId = answer.TreeId,
        User = session?.User,
        EncryptsData = answer.EncryptsData,
        IsSigned = request.IsSigned,
    });

    /// <summary>Something was done to a file, or was refused.</summary>
    public void TellFile(SmbOperation operation, SmbFile file, uint? status, SmbSession? session, IFlowContext flow) => flow.Emit(new SmbFileEvent
    {
        Operation = operation,
        Opened = file.Opened,
        Version = version,
        Status = status,
        SessionId = file.Session,
        User = session?.User,
        Share = file.Tree?.Path,
        ShareType = file.Tree?.Type ?? SmbShareType.Unknown,
        IsPipe = file.IsPipe,
        Name = file.Name,
        PreviousName = file.PreviousName,
        Size = file.Size,
        Times = file.Facts.Times.IsKnown ? file.Facts.Times : null,
        Access = file.Access,
        Disposition = file.Disposition,
        Action = file.Facts.Action,
        IsDirectory = file.Facts.IsDirectory,
        DeletesOnClose = file.DeletesOnClose,
        BytesRead = file.BytesRead,
        BytesWritten = file.BytesWritten,
        IsRepeated = status == NtStatus.Success && operation != SmbOperation.Close && _recent.IsRepeated(operation, file, flow.Now),
    });

    /// <summary>Messages of a session are encrypted.</summary>
    public static void TellHidden(ulong id, SmbSession session, bool isFinal, IFlowContext flow) => flow.Emit(new SmbHiddenEvent
    {
        Began = session.HiddenSince!.Value,
        SessionId = id,
        User = session.User,
        IsWholeSession = session.EncryptsData,
        Share = session.EncryptedShare,
        IsFinal = isFinal,
        Requests = session.Requests.Messages,
        Responses = session.Responses.Messages,
        RequestBytes = session.Requests.Bytes,
        ResponseBytes = session.Responses.Bytes,
        BulkRequests = session.Requests.Bulk,
        BulkResponses = session.Responses.Bulk,
    });
}
