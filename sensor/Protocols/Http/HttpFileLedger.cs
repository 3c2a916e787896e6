using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>Writes files down with the transactions that they belong to.</summary>
public sealed class HttpFileLedger
{
    private HttpTransaction? _requestOwner;
    private HttpTransaction? _answerOwner;
    private string? _pieces;                                      // id of the file that this flow fetches in pieces

    /// <summary>Forgets everything.</summary>
    public void Reset() => (_requestOwner, _answerOwner, _pieces) = (null, null, null);

    /// <summary>A file begins in a message of this transaction.</summary>
    public void Begin(Direction direction, HttpFile file, HttpTransaction transaction, IFlowContext flow)
    {
        if (direction == Direction.FromOriginator)
        {
            _requestOwner = transaction;
            Add(transaction.RequestFiles ??= new(), direction, transaction.Depth, file, flow);
            return;
        }
        _answerOwner = transaction;
        if (!transaction.AsksForRange) Add(transaction.ResponseFiles ??= new(), direction, transaction.Depth, file, flow);
        else AddPieces(transaction, file, flow);
    }

    /// <summary>The type of the file that began last.</summary>
    public void AddType(Direction direction, string mimeType)
    {
        if (direction == Direction.FromOriginator) _requestOwner?.RequestFiles?.AddType(mimeType);
        else _answerOwner?.ResponseFiles?.AddType(mimeType);
    }

    private static void Add(HttpFileList files, Direction direction, int depth, HttpFile file, IFlowContext flow) =>
        files.Add(HttpFileId.Of(flow.Flow, direction, depth, files.Count), file.Name);

    // All pieces of a file are one file; a flow tells of it once.
    private void AddPieces(HttpTransaction transaction, HttpFile file, IFlowContext flow)
    {
        var id = HttpFileId.OfPieces(flow, transaction.Host, transaction.Uri);
        if (id == _pieces) return;
        _pieces = id;
        (transaction.ResponseFiles ??= new()).Add(id, file.Name);
    }
}
