using System.Security.Cryptography;
using NetSensor.Events.Naming;

namespace NetSensor.Tests.Flows;

public sealed class ShortSha1Tests
{
    [Fact]
    public void Every_length_that_fits_a_block_hashes_as_the_framework_does()
    {
        var chance = new Random(5);
        Span<byte> hash = stackalloc byte[ShortSha1.HashBytes];
        for (var length = 0; length <= ShortSha1.MaxBytes; length++)
        {
            var message = new byte[length];
            chance.NextBytes(message);
            ShortSha1.Hash(message, hash);
            Assert.Equal(SHA1.HashData(message), hash.ToArray());
        }
    }
}
