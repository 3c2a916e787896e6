using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>Hears what an <see cref="HttpMessage"/> finds.</summary>
public interface IHttpMessageSink
{
    /// <summary>A header of the message or of one of its parts.</summary>
    void OnHeader(Direction direction, HttpHeader header, IFlowContext flow);

    /// <summary>A file begins: its first byte was seen.</summary>
    void OnFile(Direction direction, HttpFile file, IFlowContext flow);

    /// <summary>The MIME type of the file that began last.</summary>
    void OnFileType(Direction direction, string mimeType);

    /// <summary>The message is over.</summary>
    void OnMessageDone(Direction direction, long bodyLength, IFlowContext flow);
}
