using CsCheck;
using Serverless.Platform.Documents.Evidence;

namespace Serverless.UnitTests.Documents;

public sealed class MerkleTreeTests
{
    private static readonly Gen<byte[][]> Leaves = Gen.Byte.Array[0, 12].Array[1, 40];

    // Published with the reference implementation of RFC 6962 (certificate-transparency, merkle tree test data).
    private static readonly byte[][] Published =
    [
        [],
        [0x00],
        [0x10],
        [0x20, 0x21],
        [0x30, 0x31],
        [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_of_the_published_leaves(int count, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(Published.AsSpan(0, count))));

    [Fact]
    public void Proof_of_every_leaf_leads_to_the_root() =>
        Leaves.Sample(leaves =>
        {
            var root = MerkleTree.Root(leaves);
            for (var i = 0; i < leaves.Length; i++)
            {
                Assert.True(MerkleTree.Includes(leaves[i], i, leaves.Length, MerkleTree.Proof(leaves, i), root));
            }
        });

    [Fact]
    public void Proof_for_another_leaf_place_or_sibling_is_refused() =>
        Gen.Select(Leaves, Gen.Int[0, 1000], Gen.Int[0, 1000])
            .Sample(
                (leaves, at, bit) =>
                {
                    var index = at % leaves.Length;
                    var root = MerkleTree.Root(leaves);
                    var proof = MerkleTree.Proof(leaves, index);
                    byte[] other = [.. leaves[index], 1];

                    Assert.False(MerkleTree.Includes(other, index, leaves.Length, proof, root));
                    Assert.False(MerkleTree.Includes(leaves[index], leaves.Length, leaves.Length, proof, root));
                    Assert.False(MerkleTree.Includes(leaves[index], index, leaves.Length, [.. proof, root], root));
                    if (proof.Count > 0)
                    {
                        var forged = proof.Select(p => (byte[])p.Clone()).ToList();
                        forged[bit % forged.Count][bit % 32] ^= 1;
                        Assert.False(MerkleTree.Includes(leaves[index], index, leaves.Length, forged, root));
                    }
                }
            );

    [Fact]
    public void Root_of_reordered_leaves_differs() =>
        Leaves
            .Where(l => l.Length > 1 && !l[0].AsSpan().SequenceEqual(l[^1]))
            .Sample(leaves =>
            {
                byte[][] swapped = [leaves[^1], .. leaves[1..^1], leaves[0]];

                Assert.NotEqual(MerkleTree.Root(leaves), MerkleTree.Root(swapped));
            });
}
