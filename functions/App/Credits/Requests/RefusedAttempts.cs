using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Requests;

/// <summary>
/// Writes a refused attempt into the request's own chain, so that whoever looks into a dispute finds it there. Once for each attempt,
/// step and reason: a caller who tries a thousand times makes no thousand rows.
/// </summary>
internal sealed class RefusedAttempts(CommandRunner runner)
{
    /// <param name="request">As it stood.</param>
    /// <param name="attempt">What was tried.</param>
    /// <param name="refused">Why it was refused.</param>
    /// <returns>The refusal, for the caller to answer with.</returns>
    internal async Task<Error> NoteAsync(CreditRequest request, string attempt, Error refused, CancellationToken cancellation)
    {
        var status = RequestWords.CodeOf(request.Status);
        var key = $"refused-{attempt}-{status}-{refused.Code}";
        var happened = RequestEvents.Refused.With(new RequestRefused(request.Id, attempt, status, refused.Code));
        await runner.RunAsync(
            RequestStore.Kind,
            request.Id,
            new CommandIdentity(key, key, ""),
            before => before.State is { } state ? new Commit<CreditRequest>(state) { Events = [happened] } : CreditsErrors.NothingToDo,
            cancellation
        );
        return refused;
    }
}
