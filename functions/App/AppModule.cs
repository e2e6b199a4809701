using Serverless.Platform.Hosting.Reference;

namespace Serverless.App;

/// <summary>
/// The table of contents: which contexts the executable holds, and nothing else. A context plugs in with two methods of its
/// <c>{Context}Module</c>: <c>builder.Add{Context}()</c> registers its services and options, and <c>app.Map{Context}()</c> maps its
/// routes with <c>MapContext("{context}")</c> and its functions with <c>MapTrigger</c> and <c>MapTimer</c>. Beside its code it keeps
/// <c>triggers/{function}/function.json</c> and <c>Texts/errors.es.json</c>; both are found by the build.
/// </summary>
internal static class AppModule
{
    /// <summary>Registers every context's services.</summary>
    internal static void AddApp(this WebApplicationBuilder builder)
    {
        _ = builder;
    }

    /// <summary>Maps every context's routes and functions.</summary>
    internal static void MapApp(this WebApplication app)
    {
        app.MapPlatform();
    }
}
