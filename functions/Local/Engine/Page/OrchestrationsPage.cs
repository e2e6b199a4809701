namespace Serverless.Local.Engine.Page;

internal static class OrchestrationsPage
{
    internal static void Map(IEndpointRouteBuilder app, LocalTaskHub hub) { }
}
