using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Affiliations;

/// <summary>What can be wrong with an affiliation besides a step out of turn.</summary>
internal static class AffiliationErrors
{
    internal static readonly Error None = Error.NotFound("membership.affiliation-none");
    internal static readonly Error BadStrategy = Error.Invalid("membership.strategy-unknown");
    internal static readonly Error BadAcquisition = Error.Invalid("membership.acquisition-invalid");
    internal static readonly Error TooManyConsents = Error.Invalid("membership.consents-too-many");
    internal static readonly Error BadConfirmation = Error.Invalid("membership.confirmation-invalid");
}
