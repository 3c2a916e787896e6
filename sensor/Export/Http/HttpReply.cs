namespace NetSensor.Export.Http;

/// <summary>What a page answers.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="ContentType">Content type.</param>
/// <param name="Body">The body.</param>
public sealed record HttpReply(int Status, string ContentType, string Body);
