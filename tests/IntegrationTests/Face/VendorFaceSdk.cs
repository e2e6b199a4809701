using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Serverless.IntegrationTests.Face;

/// <summary>The vendor's JavaScript SDK for faces, installed once per version of its lock file.</summary>
internal static class VendorFaceSdk
{
    private static readonly string[] Files = ["package.json", "package-lock.json", ".npmrc", "session.mjs"];

    /// <param name="phone">What the phone does with its token while the SDK's caller waits.</param>
    /// <returns>What the SDK was told last.</returns>
    internal static async Task<JsonNode> PlayAsync(Uri endpoint, string key, byte[] photo, Action<string> phone)
    {
        var folder = await InstalledAsync();
        var file = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(photo))[..16]}.png");
        await File.WriteAllBytesAsync(file, photo);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var process = Start("node", folder, ["session.mjs", endpoint.AbsoluteUri.TrimEnd('/'), key, file]);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var first = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException(await errors);
        var begun = JsonNode.Parse(first)!;
        if ((string?)begun["authToken"] is not { } token)
        {
            return begun;
        }

        phone(token);
        await process.StandardInput.WriteLineAsync("on");
        var outcome = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0 ? JsonNode.Parse(outcome)! : throw new InvalidOperationException(await errors);
    }

    private static async Task<string> InstalledAsync()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Face", "js");
        var version = SHA256.HashData(Files.SelectMany(file => File.ReadAllBytes(Path.Combine(source, file))).ToArray());
        var folder = Path.Combine(Path.GetTempPath(), $"serverless-face-sdk-{Convert.ToHexStringLower(version)[..16]}");
        var done = Path.Combine(folder, "installed");
        if (!File.Exists(done))
        {
            Directory.CreateDirectory(folder);
            Array.ForEach(Files, file => File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true));
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            using var npm = Start("npm", folder, ["ci", "--omit=dev", "--ignore-scripts"]);
            var said = npm.StandardError.ReadToEndAsync(limit.Token);
            _ = npm.StandardOutput.ReadToEndAsync(limit.Token);
            await npm.WaitForExitAsync(limit.Token);
            Assert.True(npm.ExitCode == 0, await said);
            await File.WriteAllTextAsync(done, "");
        }

        return folder;
    }

    private static Process Start(string tool, string folder, string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(tool, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
