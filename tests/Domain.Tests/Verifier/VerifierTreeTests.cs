using System.Security.Cryptography;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Verifier;

namespace CarbonRegistry.Domain.Tests.Verifier;

/// <summary>The verifier's own tree against the registry's, however many nodes are hashed at once.</summary>
public sealed class VerifierTreeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(16)]
    [InlineData(1000)]
    public void Tree_OfRunsThatStartAnywhere_HasTheRegistrysRoot(int first)
    {
        foreach (var count in (int[])[1, 2, 15, 16, 17, 31, 33, 64, 255, 1024])
        {
            var (tree, expected) = (new Tree(), new MerkleFrontier());
            for (var n = 0; n < first; n++)
            {
                tree.Add(0, LeafOf(n));
                expected.Append(LeafOf(n));
            }
            var leaves = new byte[count * MerkleTree.HashLength];
            for (var n = 0; n < count; n++)
            {
                LeafOf(first + n).CopyTo(leaves, n * MerkleTree.HashLength);
                expected.Append(LeafOf(first + n));
            }
            foreach (var (level, at) in Tree.Reduce(first, leaves))
                tree.Add(level, Tree.Hash(leaves, at));

            Assert.Equal(Convert.ToHexStringLower(expected.Root()), tree.Root());
        }
    }

    private static byte[] LeafOf(int n) => SHA256.HashData(BitConverter.GetBytes(n));
}
