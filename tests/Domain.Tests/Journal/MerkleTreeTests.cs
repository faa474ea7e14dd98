using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Domain.Tests.Journal;

public sealed class MerkleTreeTests
{
    /// <summary>The eight leaves of the reference implementations of Certificate Transparency.</summary>
    private static readonly string[] ReferenceLeaves =
    [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ];

    private static readonly string[] ReferenceRoots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Root_OfTheReferenceTree_IsThePublishedOneAtEverySize()
    {
        var history = new MerkleHistory();
        var frontier = new MerkleFrontier();
        Assert.Equal(ReferenceRoots[0], Hex(frontier.Root()));
        Assert.Equal(ReferenceRoots[0], Hex(history.RootAt(0)));
        for (var size = 1; size <= ReferenceLeaves.Length; size++)
        {
            var leaf = MerkleTree.LeafHash(Convert.FromHexString(ReferenceLeaves[size - 1]));
            history.Append(leaf);
            frontier.Append(leaf);
            Assert.Equal(ReferenceRoots[size], Hex(frontier.Root()));
            Assert.Equal(ReferenceRoots[size], Hex(history.RootAt(size)));
        }
        for (var size = 0; size <= ReferenceLeaves.Length; size++)
            Assert.Equal(ReferenceRoots[size], Hex(history.RootAt(size)));
    }

    [Fact]
    public void InclusionProof_OfTheReferenceTree_IsThePublishedOne()
    {
        var history = ReferenceHistory();
        Assert.Equal(
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
            history.InclusionProof(0, 8).Select(Hex));
        Assert.Equal(
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
            history.InclusionProof(5, 8).Select(Hex));
    }

    [Fact]
    public void ConsistencyProof_OfTheReferenceTree_IsThePublishedOne()
    {
        Assert.Equal(
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
            ReferenceHistory().ConsistencyProof(6, 8).Select(Hex));
    }

    [Fact]
    public void Proofs_OfEverySizeTo64_Verify()
    {
        var history = HistoryOf(64);
        for (var size = 0; size <= 64; size++)
        {
            for (var n = 0; n < size; n++)
                Assert.True(MerkleProof.VerifyInclusion(
                    n, size, history.LeafHash(n), history.InclusionProof(n, size), history.RootAt(size)));
            for (var from = 0; from <= size; from++)
                Assert.True(MerkleProof.VerifyConsistency(
                    from, size, history.RootAt(from), history.RootAt(size), history.ConsistencyProof(from, size)));
        }
    }

    [Fact]
    public void Root_OfEverySizeTo200_IsThatOfTheDefinition()
    {
        var history = HistoryOf(200);
        for (var size = 1; size <= 200; size++)
            Assert.Equal(Definition(history, 0, size), history.RootAt(size));
    }

    [Fact]
    public void VerifyInclusion_OfAnotherLeafSizeOrHash_Fails()
    {
        var history = HistoryOf(20);
        for (var size = 1; size <= 20; size++)
            for (var n = 0; n < size; n++)
            {
                var proof = history.InclusionProof(n, size);
                var (leaf, root) = (history.LeafHash(n), history.RootAt(size));
                Assert.False(MerkleProof.VerifyInclusion(n, size, leaf, [.. proof, leaf], root));
                Assert.False(MerkleProof.VerifyInclusion(n, size, history.LeafHash((n + 1) % 20), proof, root));
                for (var other = 0; other < size; other++)
                    Assert.Equal(other == n, MerkleProof.VerifyInclusion(other, size, leaf, proof, root));
                foreach (var changed in WithOneBitFlipped(proof))
                    Assert.False(MerkleProof.VerifyInclusion(n, size, leaf, changed, root));
            }
    }

    [Fact]
    public void VerifyConsistency_OfAnotherTreeOrHash_Fails()
    {
        var history = HistoryOf(20);
        for (var to = 1; to <= 20; to++)
            for (var from = 1; from < to; from++)
            {
                var proof = history.ConsistencyProof(from, to);
                var (old, root) = (history.RootAt(from), history.RootAt(to));
                Assert.False(MerkleProof.VerifyConsistency(from, to, root, root, proof));
                Assert.False(MerkleProof.VerifyConsistency(from, to, old, old, proof));
                Assert.False(MerkleProof.VerifyConsistency(from, to, old, root, [.. proof, root]));
                Assert.False(MerkleProof.VerifyConsistency(from, to, old, root, [.. proof.Skip(1)]));
                Assert.False(MerkleProof.VerifyConsistency(to, from, root, old, proof));
                foreach (var changed in WithOneBitFlipped(proof))
                    Assert.False(MerkleProof.VerifyConsistency(from, to, old, root, changed));
            }
    }

    [Fact]
    public void VerifyConsistency_FromTheEmptyTree_NeedsItsRootAndNoHashes()
    {
        var history = HistoryOf(3);
        Assert.True(MerkleProof.VerifyConsistency(0, 3, MerkleTree.EmptyRoot, history.RootAt(3), []));
        Assert.False(MerkleProof.VerifyConsistency(0, 3, history.RootAt(1), history.RootAt(3), []));
        Assert.False(MerkleProof.VerifyConsistency(0, 3, MerkleTree.EmptyRoot, history.RootAt(3), [history.RootAt(1)]));
    }

    [Fact]
    public void Frontier_AtEverySize_SurvivesItsBytesAndGoesOn()
    {
        var history = HistoryOf(130);
        var frontier = new MerkleFrontier();
        for (var size = 0; size < 130; size++)
        {
            Assert.Equal(size, frontier.Size);
            Assert.Equal(history.RootAt(size), frontier.Root());
            Assert.Equal(HistoryOf(size).Frontier().ToBytes(), frontier.ToBytes());
            frontier = MerkleFrontier.FromBytes(frontier.ToBytes());
            frontier.Append(history.LeafHash(size));
        }
    }

    [Fact]
    public void Truncate_ToAnySize_IsAsIfTheRestHadNeverBeen()
    {
        var whole = HistoryOf(70);
        for (var size = 0; size <= 70; size++)
        {
            var history = HistoryOf(70);
            history.Truncate(size);
            Assert.Equal(size, history.Size);
            Assert.Equal(whole.RootAt(size), history.RootAt(size));
            for (var n = size; n < 70; n++)
                history.Append(whole.LeafHash(n));
            Assert.Equal(whole.RootAt(70), history.RootAt(70));
            Assert.Equal(whole.ConsistencyProof(33, 70), history.ConsistencyProof(33, 70));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.Truncate(71));
    }

    [Fact]
    public void Frontier_FromBytesOfAWrongLength_IsCorrupt()
    {
        var frontier = new MerkleFrontier();
        frontier.Append(MerkleTree.LeafHash([1]));
        var bytes = frontier.ToBytes();
        Assert.Throws<JournalCorruptException>(() => MerkleFrontier.FromBytes(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<JournalCorruptException>(() => MerkleFrontier.FromBytes([.. bytes, 0]));
        Assert.Throws<JournalCorruptException>(() => MerkleFrontier.FromBytes([]));
        bytes[0] = 0x80;
        Assert.Throws<JournalCorruptException>(() => MerkleFrontier.FromBytes([.. bytes, .. new byte[32]]));
    }

    [Fact]
    public void LeafHash_OfALongLeaf_IsThatOfTheRfc()
    {
        var data = new byte[100_000];
        Random.Shared.NextBytes(data);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData([0, .. data]), MerkleTree.LeafHash(data));
    }

    private static byte[] Definition(MerkleHistory history, int start, int end)
    {
        if (end - start == 1)
            return history.LeafHash(start);
        var split = 1;
        while (split * 2 < end - start)
            split *= 2;
        return MerkleTree.NodeHash(Definition(history, start, start + split), Definition(history, start + split, end));
    }

    private static IEnumerable<byte[][]> WithOneBitFlipped(IReadOnlyList<byte[]> proof)
    {
        for (var i = 0; i < proof.Count; i++)
            for (var bit = 0; bit < 256; bit += 37)
            {
                byte[][] changed = [.. proof.Select(hash => hash.ToArray())];
                changed[i][bit / 8] ^= (byte)(1 << (bit % 8));
                yield return changed;
            }
    }

    private static MerkleHistory HistoryOf(int size)
    {
        var history = new MerkleHistory();
        for (var n = 0; n < size; n++)
            history.Append(MerkleTree.LeafHash([(byte)n, (byte)(n >> 8)]));
        return history;
    }

    private static MerkleHistory ReferenceHistory()
    {
        var history = new MerkleHistory();
        foreach (var leaf in ReferenceLeaves)
            history.Append(MerkleTree.LeafHash(Convert.FromHexString(leaf)));
        return history;
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    [Fact]
    public void FromLeaves_OfAnySize_IsTheTreeThatGrew()
    {
        var grown = new MerkleHistory();
        for (var size = 0; size < 70; size++)
        {
            var read = MerkleHistory.FromLeaves(grown.Leaves.ToArray());
            Assert.Equal(size, read.Size);
            for (var part = 0; part <= size; part++)
                Assert.Equal(grown.RootAt(part), read.RootAt(part));
            grown.Append(MerkleTree.LeafHash([(byte)size]));
            read.Append(MerkleTree.LeafHash([(byte)size]));
            Assert.Equal(grown.RootAt(size + 1), read.RootAt(size + 1));
            Assert.Equal(grown.Frontier().ToBytes(), read.Frontier().ToBytes());
        }
        Assert.Throws<ArgumentException>(() => MerkleHistory.FromLeaves(new byte[33]));
    }

    /// <summary>Many at once, whatever the processor has, are the same as one by one.</summary>
    [Fact]
    public void LeafHashes_OfMessagesOfAllLengths_AreThoseOfTheLeaves()
    {
        var random = new Random(5);
        for (var length = 0; length < 700; length += 3)
        {
            var leaves = Enumerable.Range(0, (length % 40) + 1).Select(_ =>
            {
                var bytes = new byte[random.Next(length, length + 90)];
                random.NextBytes(bytes);
                return new ReadOnlyMemory<byte>(bytes);
            }).ToList();
            if (length % 100 == 0)
                leaves.Add(new byte[5000]);
            var hashes = new byte[leaves.Count * MerkleTree.HashLength];
            MerkleTree.LeafHashes(leaves, hashes);
            Assert.Equal(leaves.SelectMany(leaf => MerkleTree.LeafHash(leaf.Span)), hashes);
        }
    }

    [Fact]
    public void AppendAll_InAnyParts_IsTheTreeThatGrewOneByOne()
    {
        var random = new Random(6);
        for (var round = 0; round < 60; round++)
        {
            var (grown, tree) = (new MerkleHistory(), new MerkleHistory());
            while (grown.Size < 300)
            {
                var part = new byte[random.Next(0, 60) * MerkleTree.HashLength];
                random.NextBytes(part);
                var tried = random.Next(2) == 0 ? tree.Try(part) : null;
                if (tried is not null && random.Next(3) == 0)
                    tree.Try(new byte[MerkleTree.HashLength]);
                if (tried is null || !tree.TryKeep(tried))
                    tree.AppendAll(part);
                for (var start = 0; start < part.Length; start += MerkleTree.HashLength)
                    grown.Append(part.AsSpan(start, MerkleTree.HashLength));
                Assert.Equal(grown.Size, tree.Size);
                Assert.Equal(grown.RootAt(grown.Size), tree.RootAt(tree.Size));
                Assert.Equal(grown.Frontier().ToBytes(), tree.Frontier().ToBytes());
                if (tried is not null)
                    Assert.Equal(grown.Frontier().ToBytes(), tried.Frontier.ToBytes());
            }
            for (var size = 0L; size <= grown.Size; size += 7)
                Assert.Equal(grown.RootAt(size), tree.RootAt(size));
        }
        Assert.Throws<ArgumentException>(() => new MerkleHistory().AppendAll(new byte[31]));
    }
}
