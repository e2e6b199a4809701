using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting.Commands;

/// <summary>
/// The HTTP side of decision 13: handlers of routes with <c>RequireIdempotencyKey</c> take it as a parameter, commit under
/// <see cref="Identity"/> and tell it when the answer is a repetition.
/// </summary>
public sealed class IdempotentCommand
{
    /// <summary>Says that the answer is that of an earlier request with the same key.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private readonly HttpContext _context;
    private readonly BodyHash _body;
    private readonly string _key;
    private CommandIdentity? _identity;

    internal IdempotentCommand(HttpContext context, string principal, string key, BodyHash body)
    {
        (_context, Principal, _key, _body) = (context, principal, key, body);
        CommandId = IdOf(principal, $"{context.Request.Method} {context.Request.Path}", key);
    }

    /// <summary>Who sent it: the signed-in subject, or for anonymous routes the device key.</summary>
    public string Principal { get; }

    /// <summary>Base64url hash of principal, route and key; also the seed of a created aggregate's id.</summary>
    public string CommandId { get; }

    /// <summary>What makes it the same command when it comes again.</summary>
    /// <exception cref="InvalidOperationException">The body has not been read to its end yet.</exception>
    public CommandIdentity Identity => _identity ??= new(CommandId, _key, _body.Hex());

    /// <summary>Marks the answer as that of the first request.</summary>
    public void MarkReplayed() => _context.Response.Headers[ReplayedHeader] = "true";

    /// <summary>Minimal API binding; the key was checked before routes run.</summary>
    public static ValueTask<IdempotentCommand?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(
            context.Features.Get<IdempotentCommand>()
                ?? throw new InvalidOperationException($"{context.GetEndpoint()?.DisplayName} must call RequireIdempotencyKey")
        )!;

    /// <summary>Each part with its length, so that no two triples run together into the same text.</summary>
    internal static string IdOf(string principal, string route, string key)
    {
        var text = $"{principal.Length}:{principal}|{route.Length}:{route.ToLowerInvariant()}|{key}";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
