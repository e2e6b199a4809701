using Serverless.Local.Cli;

namespace Serverless.Local.Demo;

/// <summary>A scripted journey, one file each.</summary>
internal sealed record Journey(string Title, Func<DemoSession, Task> PlayAsync);

/// <summary>Plays every journey against the public port and stops at the first step that goes wrong.</summary>
internal static class DemoPlay
{
    private static readonly IReadOnlyList<Journey> Journeys = [PlatformJourney.Journey];

    internal static async Task<bool> PlayAsync(LocalCloud cloud, Narrator narrator, CancellationToken stop)
    {
        foreach (var journey in Journeys)
        {
            narrator.Say($"\n▸ {journey.Title}");
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = cloud.Address };
            try
            {
                await journey.PlayAsync(new DemoSession(http, narrator, TimeProvider.System, stop));
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
        narrator.Say(
            $"""

            ✓ {Journeys.Count} journeys played.
              Start page:    {cloud.Address}_local/ (while Local runs)
              Next command:  dotnet run --project functions/Local
            """
        );
        return true;
    }
}
