namespace Serverless.App;

/// <summary>The table of contents: which contexts the executable holds, and nothing else.</summary>
internal static class AppModule
{
    /// <summary>Registers every context's services.</summary>
    internal static void AddApp(this WebApplicationBuilder builder) => builder.Services.AddSingleton(TimeProvider.System);

    /// <summary>Maps every context's routes.</summary>
    internal static void MapApp(this WebApplication app) => app.MapGet("/", () => Results.NoContent());
}
