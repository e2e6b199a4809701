using Serverless.Local.Staging;

namespace Serverless.Local;

/// <summary>
/// The app settings of a laptop, in the spelling of environment variables: storage on Azurite, the transport that staging fixed,
/// staff sign-in and every vendor on loopback.
/// </summary>
internal static class AppSettings
{
    internal const string Storage = "AzureWebJobsStorage";

    /// <param name="storage">Connection string of Azurite.</param>
    /// <param name="publicAddress">Where the public port listens; links and the staff issuer are built from it.</param>
    /// <param name="extra">Over the usual ones, later ones over earlier ones: keys, simulators, what tests set.</param>
    internal static Dictionary<string, string> Of(
        string storage,
        Uri publicAddress,
        IReadOnlyList<IReadOnlyDictionary<string, string>> extra
    )
    {
        var settings = new Dictionary<string, string>
        {
            [Storage] = storage,
            ["Storage__ConnectionString"] = storage,
            [TransportRewriter.SettingName] = TransportRewriter.StorageQueues,
            ["Hosting__PublicBaseAddress"] = publicAddress.AbsoluteUri.TrimEnd('/'),
            ["Environment"] = "Local",
            ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false",
        };
        foreach (var (name, value) in extra.SelectMany(settings => settings))
        {
            settings[name] = value;
        }
        return settings;
    }
}
