using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.App.Identity.Codes;
using Serverless.App.Identity.Messages;
using Serverless.App.Identity.Sending;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.Platform.Voice;

namespace Serverless.App.Identity.Calls;

/// <summary>
/// Where the telephone vendor tells how a code's call goes. Two things are asked of the caller: the vendor's own token, and the secret
/// of this very call that stands in the address. The answer is 204 as soon as the news are kept, also for the hundredth copy.
/// </summary>
internal sealed class PostCallEvents(IdentityStore store, CallbackTokens tokens, SignedTickets tickets)
{
    internal const string Purpose = "code-call";
    private const int LargestBody = 64 * 1024;

    internal static readonly Error Unproved = new("identity.call-unproved", ErrorKind.Unauthenticated);
    internal static readonly Error Invalid = Error.Invalid("identity.call-events-invalid");
    private static readonly Error NoNews = OtpErrors.Superseded;

    /// <summary>The address that a call is made with.</summary>
    internal static string Path(string ticket) => $"/api/v1/identity/calls/{ticket}/events";

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapPost("/calls/{ticket}/events", HandleAsync)
            .AllowAnonymous()
            .WithSummary("Recibe de la telefonía cómo va la llamada que dicta un código.")
            .WithName("PostCallEvents");

    private static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        string ticket,
        HttpRequest request,
        PostCallEvents slice,
        CancellationToken cancellation
    )
    {
        var body = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        var taken = await slice.TakeAsync(ticket, request.Headers.Authorization.ToString(), body.AsMemory(0, length), cancellation);
        return taken.ToNoContent();
    }

    internal async Task<Result<Done>> TakeAsync(
        string ticket,
        string? authorization,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellation
    )
    {
        if (tickets.Read(Purpose, ticket) is not { } text || CodeTag.Read(text) is not var (id, resends))
        {
            return Unproved;
        }

        var told = await tokens.AreGoodAsync(authorization, cancellation);
        if (told is not { IsSuccess: true, Value: true })
        {
            return told.Error ?? Unproved;
        }

        if (body.Length > LargestBody || CallEvents.Read(body.Span) is not { } events)
        {
            return Invalid;
        }

        foreach (var news in events)
        {
            if ((await KeepAsync(id, resends, news, cancellation)).Error is { } failed && failed != NoNews)
            {
                return failed;
            }
        }

        return Done.Value;
    }

    private Task<Result<OtpChallenge>> KeepAsync(string id, int resends, CallNews news, CancellationToken cancellation)
    {
        var command = new CommandIdentity(news.Id, news.Id, "");
        return store.StepAsync(IdentityStore.Challenges, id, command, "call", Decide, cancellation);

        Result<Commit<OtpChallenge>> Decide(OtpChallenge? challenge)
        {
            if (challenge is null || challenge.Resends != resends || CallRules.After(challenge, news) is not { } after)
            {
                return NoNews;
            }

            var call = new CodeCall(id, resends, news.Connection);
            return new Commit<OtpChallenge>(after)
            {
                Events = news.Step switch
                {
                    CallStep.Connected => [IdentityEvents.CallAnswered.With(call)],
                    CallStep.Said or CallStep.NotSaid => [IdentityEvents.CallOver.With(call)],
                    _ => [],
                },
            };
        }
    }
}
