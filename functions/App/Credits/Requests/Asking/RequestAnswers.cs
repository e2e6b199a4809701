using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Requests.Asking;

/// <summary>From what became of a request to what the caller is told.</summary>
internal sealed class RequestAnswers(RequestPricing pricing)
{
    /// <summary>The view, with its version in <c>ETag</c> and, for a repetition, the header that says so.</summary>
    internal async Task<Result<RequestView>> AnnounceAsync(
        Result<KnownRequest> result,
        IdempotentCommand? command,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (result.Error is { } refused)
        {
            return refused;
        }

        var known = result.Value;
        IfMatch.Announce(response, known.Version);
        if (known.Replayed)
        {
            command?.MarkReplayed();
        }

        return await pricing.ViewAsync(known.Request, cancellation);
    }

    internal async Task<Results<Ok<RequestView>, ProblemResult>> OkAsync(
        Result<KnownRequest> result,
        IdempotentCommand? command,
        HttpResponse response,
        CancellationToken cancellation
    ) => (await AnnounceAsync(result, command, response, cancellation)).ToOk();
}
