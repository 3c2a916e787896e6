using NetSensor.Events;
using NetSensor.Protocols.Http;

namespace NetSensor.Protocols.Ftp;

/// <summary>What the last data connection of a session carried.</summary>
internal sealed class FtpContent : IExpectedContent
{
    /// <summary>What the file is by its first bytes; null when that is not known.</summary>
    public string? MimeType { get; private set; }

    /// <summary>Id of the file.</summary>
    public string? FileId { get; private set; }

    /// <inheritdoc/>
    public void OnContent(scoped ReadOnlySpan<byte> firstBytes, IFlowContext flow)
    {
        MimeType = MimeTypes.Detect(firstBytes);
        FileId = HttpFileId.Of(flow.Flow, Direction.FromResponder, 1, 0);
    }

    /// <summary>It was told with its command.</summary>
    public void Clear() => (MimeType, FileId) = (null, null);
}
