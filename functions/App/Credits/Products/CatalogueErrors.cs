using Serverless.Platform.Kernel;

namespace Serverless.App.Credits.Products;

/// <summary>What can be wrong with a product, or with what is asked of one.</summary>
internal static class CatalogueErrors
{
    internal static readonly Error ProductNotFound = Error.NotFound("credits.product-not-found");
    internal static readonly Error AmountOutOfRange = Error.Unprocessable("credits.amount-out-of-range");
    internal static readonly Error TermOutOfRange = Error.Unprocessable("credits.term-out-of-range");
    internal static readonly Error GraceNotAllowed = Error.Unprocessable("credits.grace-not-allowed");

    /// <summary><c>field</c> says which part of the row.</summary>
    internal static readonly Error ProductInvalid = Error.Unprocessable("credits.product-invalid");
    internal static readonly Error CapInvalid = Error.Unprocessable("credits.rate-cap-invalid");
    internal static readonly Error ProposalNotFound = Error.NotFound("credits.proposal-not-found");
    internal static readonly Error TooManyProposals = Error.Conflict("credits.proposals-too-many");
}
