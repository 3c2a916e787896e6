namespace NetSensor.Protocols;

/// <summary>Wants to know how the content of a flow begins that was announced.</summary>
public interface IExpectedContent
{
    /// <summary>The first bytes that either side sent, some thousand or all there are; once per flow. <paramref name="flow"/> is the flow that carries them.</summary>
    void OnContent(scoped ReadOnlySpan<byte> firstBytes, IFlowContext flow);
}
