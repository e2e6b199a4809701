namespace Serverless.Platform.Hosting.Clients;

/// <summary>What an app asks for when it opens.</summary>
/// <param name="MinimumAppVersion">Older ones are answered 426; null when all are served.</param>
/// <param name="Features">Flags by name; absent means on.</param>
/// <param name="ServerTime">For phones with a wrong clock (M06).</param>
public sealed record ClientConfiguration(
    string? MinimumAppVersion,
    Uri? AndroidStoreLink,
    Uri? AppleStoreLink,
    IReadOnlyDictionary<string, bool> Features,
    DateTimeOffset ServerTime
)
{
    internal static ClientConfiguration From(ClientOptions options, TimeProvider time) =>
        new(options.MinimumAppVersion, options.AndroidStoreLink, options.AppleStoreLink, options.Features, time.GetUtcNow());
}
