namespace Serverless.Local.Staging;

/// <summary>A route that an HTTP function claims, without the host's prefix.</summary>
/// <param name="Function">Whose it is.</param>
/// <param name="Route">As in function.json; the function's name where none is given, as in the host.</param>
/// <param name="AuthLevel">anonymous, function or admin; an absent one is function, as in the host.</param>
/// <param name="Methods">Upper case; empty is any.</param>
internal sealed record HttpRoute(string Function, string Route, string AuthLevel, IReadOnlyList<string> Methods)
{
    internal bool IsCatchAll => Route.EndsWith('}') && Route.Contains("/{*", StringComparison.Ordinal);

    /// <summary>What stands before the catch-all parameter.</summary>
    internal string Prefix => IsCatchAll ? Route[..Route.IndexOf("/{*", StringComparison.Ordinal)] : Route;

    /// <summary>Routes of all enabled HTTP functions, the longest first.</summary>
    internal static IReadOnlyList<HttpRoute> Of(ScriptRoot root) =>
        [
            .. root
                .Functions.Where(function => !function.IsDisabled)
                .Select(function => (function.Name, Trigger: function.TriggeredBy("httpTrigger")))
                .Where(function => function.Trigger is not null)
                .Select(function => Of(function.Name, function.Trigger!))
                .OrderByDescending(route => route.Prefix.Length),
        ];

    /// <summary>Whether the route claims a path below the host's prefix, without its leading slash.</summary>
    internal bool Claims(string path) =>
        path.Equals(Prefix, StringComparison.OrdinalIgnoreCase)
        || (IsCatchAll && path.StartsWith(Prefix + "/", StringComparison.OrdinalIgnoreCase));

    private static HttpRoute Of(string function, FunctionBinding trigger) =>
        new(
            function,
            (trigger.Text("route") ?? function).Trim('/'),
            trigger.Text("authLevel") ?? "function",
            [.. trigger.Texts("methods").Select(method => method.ToUpperInvariant())]
        );
}
