using System.Text.Json.Nodes;

namespace Serverless.Local.Identity;

/// <summary>The simulator's OpenID Connect face under <c>/_local/oidc</c>.</summary>
internal static class StaffEndpoints
{
    internal static void Map(WebApplication app, StaffSimulator staff)
    {
        var group = app.MapGroup(StaffSimulator.Path);
        group.MapGet("/.well-known/openid-configuration", () => Results.Json(staff.Discovery));
        group.MapGet("/jwks", () => Results.Json(staff.Jwks));
        group.MapPost("/token", async (HttpRequest request) => Token(staff, await request.ReadFormAsync()));
    }

    /// <summary>Grant <c>password</c> with the name of a sample officer; a laptop has no secrets to check.</summary>
    private static IResult Token(StaffSimulator staff, IFormCollection form)
    {
        if (form["grant_type"] != "password")
        {
            return Refuse("unsupported_grant_type", "grant_type must be password");
        }
        if (Officer.Named(form["username"]) is not { } officer)
        {
            return Refuse(
                "invalid_grant",
                $"username must be one of {string.Join(", ", Officer.Samples.Select(sample => sample.UserName))}"
            );
        }
        return Results.Json(
            new JsonObject
            {
                ["access_token"] = staff.Token(officer),
                ["token_type"] = "Bearer",
                ["expires_in"] = 3600,
            }
        );
    }

    private static IResult Refuse(string error, string description) =>
        Results.Json(new JsonObject { ["error"] = error, ["error_description"] = description }, statusCode: 400);
}
