using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Serverless.App.Benefits.Progress;
using Serverless.App.Orchestrations.Messages;
using Serverless.Durable.Protocol;
using Serverless.Local;
using Serverless.Local.Cli;
using Serverless.Local.Engine.Hub;

namespace Serverless.Soak;

/// <summary>
/// Local in this process with App in one of its own, as a person starts it; <c>SERVERLESS_APP_DIR</c> names a published App. Officers act
/// over the public port.
/// </summary>
internal sealed class ClaimCloud : IAsyncDisposable
{
    private const string Officer = "irma.beneficios";
    private readonly string _data = Directory.CreateTempSubdirectory("serverless-claims-").FullName;
    private readonly HttpClient _http = new();
    private readonly LocalCloud _local;

    private ClaimCloud() =>
        _local = new LocalCloud(
            new LocalOptions(LocalCommand.Run, null, 0, false, _data, Environment.GetEnvironmentVariable("SERVERLESS_APP_DIR")),
            new Narrator(TextWriter.Null, TimeProvider.System),
            TimeProvider.System
        );

    internal string Storage => _local.Storage;

    /// <summary>One means that App never died.</summary>
    internal int Starts => _local.Host.Handler.Starts;

    private HubInstances Instances => _local.Host.Hub!.Instances;

    internal static async Task<ClaimCloud> StartAsync()
    {
        var cloud = new ClaimCloud();
        await cloud._local.StartAsync(new TaskCompletionSource().Task);
        cloud._http.BaseAddress = cloud._local.Address;
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = Officer });
        using var signedIn = await cloud._http.PostAsync(new Uri("_local/oidc/token", UriKind.Relative), form);
        var token = (await JsonDocument.ParseAsync(await signedIn.Content.ReadAsStreamAsync())).RootElement.GetProperty("access_token");
        cloud._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetString());
        return cloud;
    }

    /// <summary>An act of the officer on one claim: <c>take</c>, <c>documents/dni/accept</c>, …</summary>
    internal async Task ActAsync(int number, string act)
    {
        var path = $"api/v1/benefits/backoffice/claims/{ClaimOffice.ClaimId(number)}/{act}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{act}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Orchestrations that have begun and not ended.</summary>
    internal Task<int> CountOpenAsync() => Task.Run(() => Instances.Counts().GetValueOrDefault(OrchestrationStatus.Running));

    /// <summary>Whether the claim's orchestration has seen that status; asks the hub, so that waiting costs the storage nothing.</summary>
    internal Task<bool> IsAsync(int number, string status) =>
        Task.Run(() => Instances.Find(InstanceOf(number))?.CustomStatus == $"\"{status}\"");

    /// <summary>When each activity of a claim's orchestration was answered, UTC.</summary>
    internal Task<List<DateTimeOffset>> ActivitiesAsync(int number) =>
        Task.Run(() =>
            Instances
                .History(InstanceOf(number))
                .Where(e => e.TaskCompleted is not null)
                .Select(e => e.Timestamp.ToDateTimeOffset())
                .ToList()
        );

    /// <summary>Peak working sets so far, bytes: Local with this test in it, App, and the storage emulator.</summary>
    internal ClaimMemory Memory()
    {
        var app = _local.Host.Handler.ProcessId;
        var emulator = Process.GetProcessesByName("node").Single(node => ParentOf(node.Id) == Environment.ProcessId).Id;
        return new ClaimMemory(PeakOf(Environment.ProcessId), app is { } id ? PeakOf(id) : 0, PeakOf(emulator));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _local.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string InstanceOf(int number) =>
        OrchestrationCommands.InstanceId(BenefitLiquidation.Name, ClaimOffice.ClaimId(number), 1);

    private static long PeakOf(int process) => long.Parse(StatusOf(process, "VmHWM:").Split(' ')[0], CultureInfo.InvariantCulture) << 10;

    private static int ParentOf(int process) => int.Parse(StatusOf(process, "PPid:"), CultureInfo.InvariantCulture);

    private static string StatusOf(int process, string name) =>
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
}

/// <summary>Peak working sets, bytes.</summary>
internal sealed record ClaimMemory(long Local, long App, long Emulator);
