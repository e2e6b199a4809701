using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Local.Host;

/// <summary>The host's keys: the master key opens everything, the function key opens functions of level <c>function</c>.</summary>
internal sealed record HostKeys(string Master, string Function)
{
    /// <summary>The system key <c>durabletask_extension</c>, which opens the management API of orchestrations.</summary>
    [JsonIgnore]
    internal string Orchestrations { get; } =
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Master), "durabletask_extension"u8));

    /// <summary>Reads the keys of this laptop, or makes them; the file is for its owner only.</summary>
    internal static HostKeys Of(string folder)
    {
        var file = Path.Combine(folder, "host-keys.json");
        if (File.Exists(file))
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), HostKeysJson.Default.HostKeys)
                ?? throw new InvalidDataException($"{file} holds no keys; delete it");
        }
        var keys = new HostKeys(NewKey(), NewKey());
        PrivateFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(keys, HostKeysJson.Default.HostKeys));
        return keys;
    }

    /// <summary>Whether the caller may call a function of this level: header <c>x-functions-key</c> first, else query <c>code</c>.</summary>
    internal bool Allow(HttpRequest request, string authLevel)
    {
        if (authLevel.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        var given = Given(request);
        return IsSame(given, Master) || (authLevel.Equals("function", StringComparison.OrdinalIgnoreCase) && IsSame(given, Function));
    }

    /// <summary>Whether the caller may steer orchestrations.</summary>
    internal bool AllowOrchestrations(HttpRequest request) => IsSame(Given(request), Master) || IsSame(Given(request), Orchestrations);

    private static string Given(HttpRequest request) =>
        request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault() ?? "";

    private static bool IsSame(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}

[JsonSerializable(typeof(HostKeys))]
internal sealed partial class HostKeysJson : JsonSerializerContext;
