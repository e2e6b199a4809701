namespace Serverless.Platform.Hosting.Process;

/// <summary>
/// A value that is not of its setting's type, <c>Storage__CallTimeoutSeconds=soon</c>: the configuration binder throws before any rule
/// of ours is asked. Only its words tell this apart from a bug, and they quote the value, which may be a secret in the wrong place.
/// </summary>
internal static class UnreadableSetting
{
    private const string Beginning = "Failed to convert configuration value";
    private const string BeforePath = "' at '";
    private const string AfterPath = "' to type '";

    /// <summary>The setting as an operator writes it, without its value; null when something else went wrong.</summary>
    internal static string? Of(InvalidOperationException failure)
    {
        var words = failure.Message;
        if (!words.StartsWith(Beginning, StringComparison.Ordinal))
        {
            return null;
        }

        // From the end: the value stands before the path and may hold anything.
        var end = words.LastIndexOf(AfterPath, StringComparison.Ordinal);
        var start = end < 0 ? -1 : words.LastIndexOf(BeforePath, end, StringComparison.Ordinal);
        if (start < 0)
        {
            return "A setting is not of its type";
        }

        var path = words[(start + BeforePath.Length)..end];
        var type = words[(end + AfterPath.Length)..].TrimEnd('.', '\'');
        return $"{path.Replace(":", "__", StringComparison.Ordinal)} must be a {type[(type.LastIndexOf('.') + 1)..]}";
    }
}
