using Serverless.Local;
using Serverless.Local.Host;
using Serverless.Local.Identity;
using Serverless.Local.Simulators.Tsa;
using Serverless.TestKit.Documents;

namespace Serverless.TestKit;

/// <summary>Every setting that App wants before it starts, as Local gives them; nothing behind them is reached before a request asks.</summary>
public static class LaptopSettings
{
    private static readonly Uri PublicAddress = new("http://127.0.0.1:7071/");

    private static readonly Dictionary<string, string> TextVendor = new()
    {
        ["Sms__Endpoint"] = "http://127.0.0.1:9/",
        ["Sms__AccessKey"] = Convert.ToBase64String(new byte[32]),
        ["Sms__From"] = "MUTUAL",
        ["Sms__AllowLoopback"] = "true",
        ["Email__Endpoint"] = "http://127.0.0.1:9/",
        ["Email__AccessKey"] = Convert.ToBase64String(new byte[32]),
        ["Email__From"] = "avisos@example.org",
        ["Email__AllowLoopback"] = "true",
    };

    private static readonly Lazy<Dictionary<string, string>> Made = new(() => Of(ScratchFolder.OfTheRun().Path));

    /// <summary>With keys that are made once in a run of tests: those of certificates take most of a second.</summary>
    public static IReadOnlyDictionary<string, string> OfTheRun => Made.Value;

    /// <param name="keys">An empty folder of the caller; keys are made there.</param>
    public static Dictionary<string, string> Of(string keys)
    {
        using var staff = StaffSimulator.Of(keys, PublicAddress, TimeProvider.System);
        return AppSettings.Of(
            "UseDevelopmentStorage=true",
            PublicAddress,
            [
                staff.AppSettings,
                PlatformKey.Settings(keys),
                MemberKeys.Settings(keys),
                TextVendor,
                LocalSealing.SettingsOf(LocalSealing.Open(keys, TimeProvider.System)),
            ]
        );
    }
}
