namespace Serverless.EndToEndTests;

/// <summary>
/// The published executable that SERVERLESS_APP_DIR names, if it names one; else the build output is driven. A build machine begins the
/// tests while it is still being linked: it appears as a whole, and until then it is waited for.
/// </summary>
internal static class PublishedApp
{
    private static readonly Lazy<Task<string?>> Found = new(FindAsync);

    /// <summary>Its folder, a script root; null for the build output.</summary>
    internal static Task<string?> FolderAsync() => Found.Value;

    private static async Task<string?> FindAsync()
    {
        var folder = Environment.GetEnvironmentVariable("SERVERLESS_APP_DIR");
        if (folder is not null)
        {
            await Wait.Until(() => Directory.Exists(folder), $"{folder}, where the published app should be, does not appear", seconds: 600);
        }
        return folder;
    }
}
