using Serverless.Local.Cli;
using Serverless.Local.Demo.Credits;
using Serverless.Local.Demo.Retirement;

namespace Serverless.Local.Demo;

/// <summary>A scripted journey, one file each.</summary>
/// <param name="Title">For the reader.</param>
/// <param name="Function">The function it begins at; an App without it does not play the journey, and the demo says so.</param>
/// <param name="PlayAsync">The steps.</param>
internal sealed record Journey(string Title, string Function, Func<DemoSession, Task> PlayAsync);

/// <summary>Plays every journey against the public port and stops at the first step that goes wrong.</summary>
internal static class DemoPlay
{
    private static readonly IReadOnlyList<Journey> Journeys =
    [
        PlatformJourney.Journey,
        RegisterJourney.Journey,
        MemberJourney.Journey,
        FaceJourney.Journey,
        PapersJourney.Journey,
        LostPhoneJourney.Journey,
        RetirementJourney.Journey,
        BorrowJourney.Journey,
        DebtPurchaseJourney.Journey,
        ContractEndJourney.Journey,
        PrepayJourney.Journey,
        ForgeryJourney.Journey,
    ];

    /// <summary>
    /// App settings of a demo, which kills App and lets vendors fail: the next try comes after 3 seconds instead of 30 (decision 19,
    /// host.json). In Azure the same settings do the same.
    /// </summary>
    internal static readonly IReadOnlyDictionary<string, string> Pace = new Dictionary<string, string>
    {
        ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:03",
        ["Messaging__FirstRetry"] = "00:00:03",
    };

    internal static async Task<bool> PlayAsync(LocalCloud cloud, Narrator narrator, CancellationToken stop)
    {
        narrator.Say("After a failure the demo waits 3 seconds where Azure waits 30; all else takes the time it takes.");
        var played = 0;
        foreach (var journey in Journeys)
        {
            narrator.Say($"\n▸ {journey.Title}");
            if (cloud.Host.Root.Functions.All(function => function.Name != journey.Function))
            {
                narrator.Say($"  not played: this App has no function {journey.Function}");
                continue;
            }
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = cloud.Address };
            try
            {
                var session = new DemoSession(http, narrator, TimeProvider.System, stop)
                {
                    AppProcess = () => cloud.Host.Handler.ProcessId,
                    KillApp = cloud.Host.Handler.Kill,
                    Trail = new AuditTrail(cloud.Chains),
                };
                await journey.PlayAsync(session);
                played++;
            }
            catch (WrongStepException wrong)
            {
                narrator.Say($"✗ {wrong.Message}");
                return false;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return false;
            }
        }
        narrator.Say(Ending(played));
        return true;
    }

    private static string Ending(int played) =>
        $"""

            ✓ {played} of {Journeys.Count} journeys went as written.
              URL:           http://127.0.0.1:{LocalOptions.DefaultPort}/_local/ once Local runs
              Sample DNI:    {RegisterFile.SampleDni}
              The code:      arrives on that page's phone, as a text message; --data keeps what the demo has filled
              Next command:  dotnet run --project functions/Local
            """;
}
