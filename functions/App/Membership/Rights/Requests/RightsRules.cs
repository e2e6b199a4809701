using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>How a request about data is asked and answered: two officers, each with the other's words before them. Pure.</summary>
internal static class RightsRules
{
    internal static readonly Error NotFound = Error.NotFound("membership.rights-not-found");
    internal static readonly Error AlreadyOpen = Error.Conflict("membership.rights-open");
    internal static readonly Error Decided = Error.Conflict("membership.rights-decided");
    internal static readonly Error FieldUnknown = Error.Unprocessable("membership.rights-field");
    internal static readonly Error KindUnknown = Error.Invalid("membership.rights-kind");
    internal static readonly Error ReasonMissing = Error.Unprocessable("membership.rights-reason");
    internal static readonly Error SameOfficer = Error.Forbidden("membership.rights-same-officer");

    private const int ShortestReason = 10;
    private const int LongestReason = 500;
    private const int MostKept = 50;

    /// <summary>The code of a right, as the table of terms has it.</summary>
    internal static string CodeOf(RightKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Null for a code that is none.</summary>
    internal static RightKind? KindOf(string? code) =>
        code switch
        {
            "rectification" => RightKind.Rectification,
            "erasure" => RightKind.Erasure,
            "opposition" => RightKind.Opposition,
            _ => null,
        };

    internal static bool IsReason(string? text) => text?.Trim().Length is >= ShortestReason and <= LongestReason;

    /// <summary>One open request for each right and field: asking again before the answer changes nothing.</summary>
    internal static Result<RightsBook> Ask(RightsBook book, RightsRequest asked)
    {
        if (book.Requests.Any(request => request.IsOpen && request.Kind == asked.Kind && request.Field == asked.Field))
        {
            return AlreadyOpen;
        }

        var kept = book.Requests.Length >= MostKept ? book.Requests.RemoveAt(0) : book.Requests;
        return book with { Requests = kept.Add(asked) };
    }

    /// <summary>
    /// One officer's word: the first proposes; a second one who says the same decides; one who says otherwise proposes anew.
    /// </summary>
    internal static Result<RightsRequest> Decide(RightsRequest request, RightsProposal word) =>
        !request.IsOpen ? Decided
        : request.Proposal is not { } first || first.Grants != word.Grants && first.Officer != word.Officer
            ? request with
            {
                Status = RightsStatus.Proposed,
                Proposal = word,
            }
        : first.Officer == word.Officer ? SameOfficer
        : request with { Status = word.Grants ? RightsStatus.Granted : RightsStatus.Refused, Proposal = word, DecidedAt = word.At };
}
