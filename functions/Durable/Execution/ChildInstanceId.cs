using System.Security.Cryptography;
using System.Text;

namespace Serverless.Durable.Execution;

/// <summary>
/// Ids of sub-orchestrations: <c>{parent}:{generation}:{step}</c>, at most 100 characters (the Durable Task Scheduler's limit). The
/// generation keeps a restarted or continued parent from meeting the children of its earlier life.
/// </summary>
internal static class ChildInstanceId
{
    private const int MaxLength = 100;
    private const int GenerationLength = 8;

    public static string Create(string parentId, string? executionId, int step)
    {
        var tail = executionId is { Length: > 0 }
            ? FormattableString.Invariant($":{Generation(executionId)}:{step:x4}")
            : FormattableString.Invariant($":{step:x4}");
        return parentId.Length + tail.Length <= MaxLength ? parentId + tail : Shorten(parentId, MaxLength - tail.Length) + tail;
    }

    private static string Generation(string executionId) => Hash(executionId)[..GenerationLength];

    private static string Shorten(string parentId, int length)
    {
        var hash = Hash(parentId)[..32];
        return $"{parentId.AsSpan(0, length - hash.Length - 1)}~{hash}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
