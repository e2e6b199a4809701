using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.Local.Identity.Providers;

/// <summary>Two identity providers, so that a member can have two; and the settings that let App believe them.</summary>
internal sealed class LocalProviders : IDisposable
{
    private readonly Uri _back;

    internal LocalProviders(Uri publicAddress, TimeProvider clock)
    {
        _back = new Uri(publicAddress, $"{ProviderSimulator.Path}/return");
        All =
        [
            new("clave-peru", "Clave Perú", "high", publicAddress, clock),
            new("docente-id", "Docente ID", "substantial", publicAddress, clock),
        ];
    }

    internal IReadOnlyList<ProviderSimulator> All { get; }

    /// <summary>What App must be told.</summary>
    internal IReadOnlyDictionary<string, string> AppSettings =>
        All.SelectMany(
                (provider, at) =>
                    new (string Key, string Value)[]
                    {
                        ("Id", provider.Id),
                        ("Name", provider.Name),
                        ("Issuer", provider.Issuer),
                        ("ClientId", ProviderSimulator.ClientId),
                        ("ClientSecret", provider.ClientSecret),
                        ("Level", provider.Level),
                    }.Select(setting => ($"Linked__Providers__{at}__{setting.Key}", setting.Value))
            )
            .Append(("Linked__RedirectUri", _back.AbsoluteUri))
            .ToDictionary(setting => setting.Item1, setting => setting.Item2);

    internal void Map(IEndpointRouteBuilder routes)
    {
        foreach (var provider in All)
        {
            var group = routes.MapGroup($"{ProviderSimulator.Path}/{provider.Id}");
            group.MapGet("/.well-known/openid-configuration", () => Results.Json(provider.Discovery));
            group.MapGet("/jwks", () => Results.Json(provider.Jwks));
            group.MapGet("/authorize", (HttpRequest request) => Authorize(provider, request.Query));
            group.MapPost("/token", async (HttpRequest request) => Token(provider, request, await request.ReadFormAsync()));
        }

        // Stands for the app's own link, which a browser would open.
        routes.MapGet(
            $"{ProviderSimulator.Path}/return",
            (string code, string state) => Results.Json(new JsonObject { ["code"] = code, ["state"] = state })
        );
    }

    private IResult Authorize(ProviderSimulator provider, IQueryCollection query)
    {
        var isKnown = query["client_id"] == ProviderSimulator.ClientId && query["redirect_uri"] == _back.AbsoluteUri;
        if (!isKnown || query["response_type"] != "code" || query["code_challenge_method"] != "S256")
        {
            return Refuse("invalid_request");
        }

        if (query["login_hint"].ToString() is not { Length: > 0 } dni)
        {
            return Refuse("login_required");
        }

        var code = provider.Grant(
            new(dni, query["redirect_uri"].ToString(), query["nonce"].ToString(), query["code_challenge"].ToString())
        );
        return Results.Redirect($"{_back.AbsoluteUri}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private static IResult Token(ProviderSimulator provider, HttpRequest request, IFormCollection form)
    {
        var header = request.Headers.Authorization.ToString();
        var basic = header.StartsWith("Basic ", StringComparison.Ordinal)
            ? Encoding.ASCII.GetString(Convert.FromBase64String(header[6..]))
            : ":";
        var secret = basic[(basic.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var token =
            form["grant_type"] == "authorization_code"
                ? provider.Redeem(
                    form["code"].ToString(),
                    form["client_id"].ToString(),
                    secret,
                    form["redirect_uri"].ToString(),
                    form["code_verifier"].ToString()
                )
                : null;
        return token is null
            ? Refuse("invalid_grant")
            : Results.Json(
                new JsonObject
                {
                    ["id_token"] = token,
                    ["access_token"] = "none",
                    ["token_type"] = "Bearer",
                    ["expires_in"] = 300,
                }
            );
    }

    private static IResult Refuse(string error) => Results.Json(new JsonObject { ["error"] = error }, statusCode: 400);

    public void Dispose()
    {
        foreach (var provider in All)
        {
            provider.Dispose();
        }
    }
}
