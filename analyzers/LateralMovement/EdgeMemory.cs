using System.Text.Json;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>An edge as it is kept over a restart; plain values, so that the layout is visible.</summary>
internal sealed record EdgeMemory(
    string Source, string Target, string? Incident, string? Root, string[] Before, string[] Accounts, bool Ntlm, int Risk, string? Worst, int Confidence, EdgeMemory.StepMemory[] Steps)
{
    /// <summary>A step, with what of its flow a finding tells.</summary>
    public sealed record StepMemory(
        string Act, long Time, string Details, bool Succeeded, int Repeats, string Uid, string CommunityId, long Start, string Originator, string Responder,
        ushort OriginatorPort, ushort ResponderPort, byte Transport, byte Protocol, ulong Order);

    /// <summary>The edge as JSON in UTF-8.</summary>
    public static byte[] Write(Edge edge) => JsonSerializer.SerializeToUtf8Bytes(new EdgeMemory(
        edge.Source.ToString(), edge.Target.ToString(), edge.Incident?.Id, edge.Incident?.Root.ToString(), [.. edge.Before.Select(host => host.ToString())], [.. edge.Accounts],
        edge.FellBackToNtlm, edge.Verdict?.Risk ?? 0, edge.Verdict?.Worst.Name, edge.Verdict?.Confidence ?? 0, [.. edge.Steps.Select(Write)]));

    /// <summary>What <see cref="Write(Edge)"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static EdgeMemory Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<EdgeMemory>(json) is { Source: not null, Target: not null, Steps.Length: > 0, Accounts: not null, Before: not null } edge
                ? edge : throw new FormatException("no edge");
        }
        catch (JsonException fault)
        {
            throw new FormatException("no edge", fault);
        }
    }

    /// <summary>Puts the remembered work into a fresh edge.</summary>
    public void FillIn(Edge edge)
    {
        foreach (var step in Steps)
            if (RemoteAct.Named(step.Act) is { } act) edge.Add(new Step(act, new Timestamp(step.Time), step.Details, step.Succeeded, FlowOf(step)) { Repeats = step.Repeats });
        foreach (var account in Accounts) edge.Add(account);
        edge.FellBackToNtlm = Ntlm;
        edge.Before = [.. Before.Select(IpAddr.Parse)];
        if (Worst is not null && RemoteAct.Named(Worst) is { } worst) edge.Verdict = new EdgeVerdict([new RiskPart("remembered", Risk, "what it weighed before the restart")], Confidence, worst);
        edge.Unsaved = false;
    }

    private static StepMemory Write(Step step) => new(
        step.Act.Name, step.Time.Nanoseconds, step.Details, step.Succeeded, step.Repeats, step.Flow.Uid, step.Flow.CommunityId, step.Flow.Start.Nanoseconds,
        step.Flow.Originator.ToString(), step.Flow.Responder.ToString(), step.Flow.OriginatorPort, step.Flow.ResponderPort, (byte)step.Flow.Transport,
        (byte)step.Flow.Protocol, step.Flow.Order);

    private static FlowIdentity FlowOf(StepMemory step) => new()
    {
        Uid = step.Uid, CommunityId = step.CommunityId, Start = new Timestamp(step.Start), Originator = IpAddr.Parse(step.Originator), Responder = IpAddr.Parse(step.Responder),
        OriginatorPort = step.OriginatorPort, ResponderPort = step.ResponderPort, Transport = (Transport)step.Transport, Protocol = (IpProtocol)step.Protocol, Order = step.Order,
    };
}
