using System.Collections.Concurrent;
using Serverless.Platform.Email;

namespace Serverless.Local.Simulators.Acs;

/// <summary>A letter that reached a mailbox of the laptop.</summary>
public sealed record AcsLetter(string OperationId, string From, string To, string Subject, string Text, DateTimeOffset ReceivedAt);

/// <summary>
/// The e-mail part of Azure Communication Services: <c>POST /emails:send</c> with <c>Operation-Id</c>, and <c>GET /emails/operations/{id}</c>.
/// The same operation again sends nothing and answers the same.
/// </summary>
public sealed class AcsMail
{
    private static readonly string[] Versions = [EmailOptions.Latest, "2023-03-31"];

    private readonly ConcurrentDictionary<string, AcsLetter> _letters = new(StringComparer.OrdinalIgnoreCase);
    private readonly AcsRequests _requests;
    private readonly AcsScript _script;
    private readonly TimeProvider _time;

    internal AcsMail(AcsRequests requests, AcsScript script, TimeProvider time) => (_requests, _script, _time) = (requests, script, time);

    /// <summary>Letters to an address, newest first.</summary>
    public IReadOnlyList<AcsLetter> Of(string address) =>
        [
            .. _letters
                .Values.Where(letter => letter.To.Equals(address, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(letter => letter.ReceivedAt),
        ];

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/emails:send", SendAsync);
        routes.MapGet("/emails/operations/{id}", PollAsync);
    }

    private async Task SendAsync(HttpContext context)
    {
        if (await _requests.ReadAsync(context, EmailJson.Default.Send, Versions) is not { } wish)
        {
            return;
        }

        var fault = _script.Next();
        if (fault is { Kind: AcsFaultKind.Throttle or AcsFaultKind.Unavailable })
        {
            await AcsRequests.FailAsync(context, fault);
            return;
        }

        if (
            wish is not { SenderAddress.Length: > 0, Content: { Subject.Length: > 0, PlainText.Length: > 0 }, Recipients.To: [var to] }
            || !EmailAddress.Parse(to.Value).IsSuccess
        )
        {
            await AcsRequests.ErrorAsync(
                context,
                StatusCodes.Status400BadRequest,
                "BadRequest",
                "A sender, a subject, a text, one address."
            );
            return;
        }

        var id = context.Request.Headers[EmailContract.OperationHeader].ToString() is { Length: > 0 } given
            ? given
            : $"{Guid.CreateVersion7()}";
        var letter = new AcsLetter(id, wish.SenderAddress, to.Value, wish.Content.Subject, wish.Content.PlainText, _time.GetUtcNow());
        _letters.TryAdd(id, letter);
        if (fault?.Kind == AcsFaultKind.Silence)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers["Operation-Location"] =
            $"https://{context.Request.Host}/emails/operations/{id}?api-version={EmailOptions.Latest}";
        await context.Response.WriteAsJsonAsync(new EmailContract.Operation(id, "Running"), EmailJson.Default.Operation);
    }

    private async Task PollAsync(HttpContext context, string id)
    {
        if (!await _requests.IsSignedAsync(context, Versions))
        {
            return;
        }

        var status = _letters.ContainsKey(id) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(
            new EmailContract.Operation(id, status == StatusCodes.Status200OK ? "Succeeded" : "NotFound"),
            EmailJson.Default.Operation
        );
    }
}
