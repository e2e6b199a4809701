using System.Diagnostics;
using System.Globalization;
using Serverless.Benchmarks.Lookup;
using Serverless.Local.Cli;

namespace Serverless.Benchmarks.Startup;

/// <summary>
/// How long from start to the first answer, and how much memory after a thousand requests: App as it is published, beside the least
/// ASP.NET Core app as native code and as JIT code, all built here and run in turns on one machine.
/// </summary>
internal static class StartupRatios
{
    private const int Rounds = 15;
    private const double MostOfBareNative = 1.5;
    private const double MostOfBareJit = 0.4;
    private const double MostMegabytes = 60;

    /// <summary>Prints the figures; false when a limit does not hold.</summary>
    internal static async Task<bool> PrintAsync(TextWriter output)
    {
        var work = Path.Combine(Repository.Root, "artifacts", "startup");
        var bare = Path.Combine(Repository.Root, "tests", "Benchmarks", "Startup", "Bare");
        var app =
            Environment.GetEnvironmentVariable("SERVERLESS_APP_DIR")
            ?? Publish(Path.Combine(Repository.Root, "functions", "App"), work, "app");
        Subject[] subjects =
        [
            new("App, native", Path.Combine(app, "serverless")),
            new("App, first real answer", Path.Combine(app, "serverless")) { FirstPath = "/api/v1/platform/config" },
            new("bare, native", Path.Combine(Publish(bare, work, "native", "-p:PublishAot=true"), "Bare")),
            new("bare, JIT", Path.Combine(Publish(bare, work, "jit", "--no-self-contained"), "Bare")),
        ];
        await using var office = await LookupOffice.OpenAsync();
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var subject in subjects)
            {
                var milliseconds = await Life.StartAsync(subject, office.Settings, [], office.Token);
                subject.Starts.AddRange(round < 0 ? [] : [milliseconds.Start]);
            }
        }

        var loaded = await Life.StartAsync(subjects[0], office.Settings, [.. Thousand()], office.Token);
        var median = subjects.Select(subject => subject.Starts.Order().ElementAt(Rounds / 2)).ToList();
        foreach (var (subject, time) in subjects.Zip(median))
        {
            await output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{subject.Name, -24} {time, 7:F1} ms from start to first answer")
            );
        }

        return Report(output, "of bare native", median[0] / median[2], MostOfBareNative)
            & Report(output, "of bare JIT", median[0] / median[3], MostOfBareJit)
            & Report(output, "MB after 1,000 requests", loaded.Megabytes, MostMegabytes);
    }

    /// <summary>Members looked up, and what an app asks when it opens.</summary>
    internal static IEnumerable<string> Thousand() =>
        Enumerable
            .Range(1, 1000)
            .Select(number => number % 2 == 0 ? LookupOffice.Path(1 + (number % LookupOffice.Members)) : "/api/v1/platform/config");

    private static bool Report(TextWriter output, string what, double figure, double most)
    {
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{(figure <= most ? "ok  " : "FAIL")} {figure:F2} {what} (at most {most})")
        );
        return figure <= most;
    }

    /// <summary>Publishes a project for the benchmark.</summary>
    /// <returns>The folder.</returns>
    internal static string Publish(string project, string work, string name, params string[] more)
    {
        var folder = Path.Combine(work, name);
        string[] arguments = ["publish", project, "-c", "Release", "-r", "linux-x64", "-o", folder, "-v", "q", "-nologo", .. more];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        publish.WaitForExit();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} was not published");
    }
}

/// <summary>What is started, and how long each start took in milliseconds.</summary>
internal sealed record Subject(string Name, string Executable)
{
    /// <summary>What the first answer is asked for.</summary>
    internal string FirstPath { get; init; } = "/";

    internal List<double> Starts { get; } = [];
}
