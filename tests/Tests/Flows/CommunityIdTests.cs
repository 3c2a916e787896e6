using System.Security.Cryptography;
using System.Text.Json;
using NetSensor.Events;
using NetSensor.Events.Naming;
using NetSensor.Flows.Datagram;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

public sealed class CommunityIdTests
{
    // From the table of the public specification (github.com/corelight/community-id-spec, default settings).
    [Theory]
    [InlineData(6, "1.2.3.4", "5.6.7.8", 1122, 3344, "1:wCb3OG7yAFWelaUydu0D+125CLM=")]
    [InlineData(6, "5.6.7.8", "1.2.3.4", 3344, 1122, "1:wCb3OG7yAFWelaUydu0D+125CLM=")]
    [InlineData(17, "1.2.3.4", "5.6.7.8", 1122, 3344, "1:0Mu9InQx6z4ZiCZM/7HXi2WMhOg=")]
    [InlineData(132, "5.6.7.8", "1.2.3.4", 3344, 1122, "1:EKt4MsxuyaE6mL+hmrEkQ9csDD8=")]
    [InlineData(1, "1.2.3.4", "5.6.7.8", 8, 0, "1:crodRHL2FEsHjbv3UkRrfbs4bZ0=")]
    [InlineData(1, "5.6.7.8", "1.2.3.4", 0, 0, "1:crodRHL2FEsHjbv3UkRrfbs4bZ0=")]
    [InlineData(1, "1.2.3.4", "5.6.7.8", 11, 0, "1:f/YiSyWqczrTgfUCZlBUnvHRcPk=")]
    public void The_specification_s_examples_come_out(int protocol, string source, string destination, int sourcePort, int destinationPort, string id) =>
        Assert.Equal(id, Of(protocol, source, destination, sourcePort, destinationPort));

    [CorpusFact]
    public void Every_tuple_of_the_public_baseline_comes_out()
    {
        var tuples = JsonDocument.Parse(File.ReadAllText(Corpus.Path("community-id-spec/baseline/baseline_deflt.json")!)).RootElement;
        Assert.All(tuples.EnumerateArray(), tuple => Assert.Equal(tuple.GetProperty("communityid").GetString(), Of(
            tuple.GetProperty("proto").GetInt32(), tuple.GetProperty("saddr").GetString()!, tuple.GetProperty("daddr").GetString()!,
            Port(tuple, "sport"), Port(tuple, "dport"))));
    }

    [Fact]
    public void The_hash_of_one_block_is_SHA_1()
    {
        Span<byte> hash = stackalloc byte[ShortSha1.HashBytes];
        var message = new byte[ShortSha1.MaxBytes];
        new Random(1).NextBytes(message);
        for (var length = 0; length <= message.Length; length++)
        {
            ShortSha1.Hash(message.AsSpan(0, length), hash);
            Assert.Equal(SHA1.HashData(message.AsSpan(0, length)), hash.ToArray());
        }
    }

    private static int Port(JsonElement tuple, string name) =>
        tuple.TryGetProperty(name, out var port) && port.ValueKind == JsonValueKind.Number ? port.GetInt32() : 0;

    private static string Of(int protocol, string source, string destination, int sourcePort, int destinationPort)
    {
        var ipProtocol = (IpProtocol)protocol;
        ushort answer = 0;
        var isIcmp = ipProtocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        var isAnswered = !isIcmp || IcmpPairs.TryGetAnswer(ipProtocol, sourcePort, out answer);
        return new FlowIdentity
        {
            Originator = IpAddr.Parse(source),
            Responder = IpAddr.Parse(destination),
            OriginatorPort = (ushort)sourcePort,
            ResponderPort = isIcmp && isAnswered ? answer : (ushort)destinationPort,
            Protocol = ipProtocol,
            Transport = Transport.Other, // the id asks for the protocol
            IsOneWay = !isAnswered,
            Start = default,
            Order = 0,
        }.CommunityId;
    }
}
