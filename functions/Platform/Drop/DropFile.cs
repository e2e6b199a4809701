namespace Serverless.Platform.Drop;

/// <summary>One file of a drop container, as one look saw it; <see cref="ETag"/> pins that very content.</summary>
/// <param name="Name">Folder and name, for example <c>in/UGEL-01_2026-12_0001.csv</c>; the partner chose it, so it is never logged or stored.</param>
/// <param name="Length">Bytes.</param>
public sealed record DropFile(string Name, long Length, string ETag)
{
    /// <summary>What was noted beside the content when it was written; empty for a partner's files.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}
