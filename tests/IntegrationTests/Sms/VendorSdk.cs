using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Serverless.IntegrationTests.Sms;

/// <summary>The vendor's JavaScript SDK, installed once per version of its lock file.</summary>
internal static class VendorSdk
{
    private static readonly string[] Files = ["package.json", "package-lock.json", ".npmrc", "send.mjs"];

    internal static async Task<JsonNode> SendAsync(string connectionString, string from, params string[] to)
    {
        var folder = await InstalledAsync();
        var output = await RunAsync("node", folder, ["send.mjs", connectionString, from, .. to]);
        return JsonNode.Parse(output)!;
    }

    private static async Task<string> InstalledAsync()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Sms", "js");
        var version = Convert.ToHexStringLower(
            SHA256.HashData(Files.SelectMany(file => File.ReadAllBytes(Path.Combine(source, file))).ToArray())
        );
        var folder = Path.Combine(Path.GetTempPath(), $"serverless-sms-sdk-{version[..16]}");
        var done = Path.Combine(folder, "installed");
        if (!File.Exists(done))
        {
            Directory.CreateDirectory(folder);
            Array.ForEach(Files, file => File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true));
            await RunAsync("npm", folder, ["ci", "--omit=dev", "--ignore-scripts"]);
            await File.WriteAllTextAsync(done, "");
        }

        return folder;
    }

    private static async Task<string> RunAsync(string tool, string folder, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(tool, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {await errors}");
    }
}
