namespace Serverless.Local.Demo;

/// <summary>The ground: App answers behind the host, strangers get nowhere, an officer can sign in.</summary>
internal static class PlatformJourney
{
    internal static Journey Journey { get; } = new("La plataforma responde (the platform answers)", "platform-http", PlayAsync);

    private static async Task PlayAsync(DemoSession demo)
    {
        await demo.StepAsync(
            "App runs behind the functions host",
            async () =>
            {
                using var answer = await demo.Http.GetAsync("/api/v1/platform/health/live", demo.Stop);
                DemoSession.Expect(answer.IsSuccessStatusCode, $"health gave {(int)answer.StatusCode}");
                return "healthy";
            }
        );
        await demo.StepAsync(
            "A stranger calls a path that no function claims",
            async () =>
            {
                await demo.GetAsync("/api/v1/nobody", 404);
                return "not found";
            }
        );
        await demo.StepAsync(
            "A stranger pretends to be the functions host",
            async () =>
            {
                using var forged = new HttpRequestMessage(HttpMethod.Post, "/platform-due") { Content = new StringContent("{}") };
                forged.Headers.UserAgent.ParseAdd("Azure-Functions-Host/4.1037.0.0");
                await demo.JsonAsync(forged, 404);
                return "not found";
            }
        );
        await demo.StepAsync(
            "Ana, who keeps the register, signs in as staff",
            async () =>
            {
                await demo.SignInAsync("ana.registro");
                return "signed in for an hour";
            }
        );
    }
}
