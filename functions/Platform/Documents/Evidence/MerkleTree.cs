using System.Security.Cryptography;

namespace Serverless.Platform.Documents.Evidence;

/// <summary>
/// The hash tree of RFC 6962 §2.1 with SHA-256: leaves and inner nodes are hashed under different prefixes, so that a node
/// can never pass for a leaf.
/// </summary>
public static class MerkleTree
{
    /// <summary>Root of the leaves in order; of no leaves, SHA-256 of nothing.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves) =>
        leaves.Length switch
        {
            0 => SHA256.HashData([]),
            1 => Leaf(leaves[0]),
            _ => Node(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..])),
        };

    /// <summary>The sibling hashes that lead from one leaf to the root, lowest first.</summary>
    public static IReadOnlyList<byte[]> Proof(ReadOnlySpan<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)leaves.Length);
        if (leaves.Length == 1)
        {
            return [];
        }

        var split = Split(leaves.Length);
        return index < split
            ? [.. Proof(leaves[..split], index), Root(leaves[split..])]
            : [.. Proof(leaves[split..], index - split), Root(leaves[..split])];
    }

    /// <summary>Whether a leaf stands at this place of a tree of so many leaves with this root.</summary>
    public static bool Includes(byte[] leaf, int index, int count, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= count)
        {
            return false;
        }

        return Climb(Leaf(leaf), index, count, proof, proof.Count) is { } reached && root.SequenceEqual(reached);
    }

    private static byte[]? Climb(byte[] leaf, int index, int count, IReadOnlyList<byte[]> proof, int height)
    {
        if (count == 1)
        {
            return height == 0 ? leaf : null;
        }

        if (height == 0)
        {
            return null;
        }

        var split = Split(count);
        var sibling = proof[height - 1];
        return index < split
            ? Climb(leaf, index, split, proof, height - 1) is { } left
                ? Node(left, sibling)
                : null
            : Climb(leaf, index - split, count - split, proof, height - 1) is { } right
                ? Node(sibling, right)
                : null;
    }

    // The largest power of two below the count.
    private static int Split(int count) => 1 << (31 - int.LeadingZeroCount(count - 1));

    private static byte[] Leaf(byte[] content) => SHA256.HashData([0, .. content]);

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
