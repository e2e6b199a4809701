using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>From what became of an affiliation to what the caller is told.</summary>
internal static class AffiliationAnswers
{
    /// <summary>The view, with its version in <c>ETag</c> and, for a repetition, the header that says so.</summary>
    internal static Result<AffiliationView> Announce(Result<KnownAffiliation> result, IdempotentCommand command, HttpResponse response) =>
        result.Then<AffiliationView>(known =>
        {
            IfMatch.Announce(response, known.Version);
            if (known.Replayed)
            {
                command.MarkReplayed();
            }

            return AffiliationView.Of(known.State);
        });
}
