using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>An edge as it is kept over a restart; plain values, so that the layout is visible.</summary>
internal sealed record EdgeMemory(
    string Source, string Target, string? Incident, string? Root, string[] Before, string[] Accounts, bool Ntlm, RiskPart[] Risk, string? Worst, int Confidence, int ChannelTries, bool IsUnjudged, EdgeMemory.StepMemory[] Steps)
{
    /// <summary>A step, with what of its flow a finding tells.</summary>
    public sealed record StepMemory(string Act, long Time, string Details, bool Succeeded, int Repeats, KeptFlow Flow);

    /// <summary>The edge as JSON in UTF-8.</summary>
    public static byte[] Write(Edge edge) => JsonSerializer.SerializeToUtf8Bytes(new EdgeMemory(
        edge.Source.ToString(), edge.Target.ToString(), edge.Incident?.Id, edge.Incident?.Root.ToString(), [.. edge.Before.Select(host => host.ToString())], [.. edge.Accounts],
        edge.FellBackToNtlm, [.. edge.Verdict?.Parts ?? []], edge.Verdict?.Worst.Name, edge.Verdict?.Confidence ?? 0, edge.ChannelTries, edge.Touched, [.. edge.Steps.Select(Write)]), KeptTypes.Default.EdgeMemory);

    /// <summary>What <see cref="Write(Edge)"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static EdgeMemory Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, KeptTypes.Default.EdgeMemory) is { Source: not null, Target: not null, Steps: not null, Risk: not null, Accounts: not null, Before: not null } edge
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
            if (RemoteAct.Named(step.Act) is { } act) edge.Add(new Step(act, new Timestamp(step.Time), step.Details, step.Succeeded, step.Flow.ToFlow()) { Repeats = step.Repeats });
        foreach (var account in Accounts) edge.Add(account);
        edge.FellBackToNtlm = Ntlm;
        edge.Before = [.. Before.Select(IpAddr.Parse)];
        edge.ChannelTries = ChannelTries;
        if (Worst is not null && RemoteAct.Named(Worst) is { } worst) edge.Verdict = new EdgeVerdict(Risk, Confidence, worst);
    }

    private static StepMemory Write(Step step) => new(step.Act.Name, step.Time.Nanoseconds, step.Details, step.Succeeded, step.Repeats, KeptFlow.Of(step.Flow));
}
