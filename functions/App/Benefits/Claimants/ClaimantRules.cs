using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Claimants;

/// <summary>Codes of claimants (domain.md section 3.3): five minutes, three guesses, a minute between two codes. Pure.</summary>
internal static class ClaimantRules
{
    internal static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    internal const int Guesses = 3;

    /// <summary>How often a phone may ask before an officer must help.</summary>
    internal const int MostCodes = 200;

    internal static Result<Claimant> Bind(Claimant claimant, string claimId, string officer) =>
        claimant.ClaimId is not null && claimant.ClaimId != claimId
            ? BenefitErrors.ClaimantBound
            : claimant with
            {
                ClaimId = claimId,
                BoundBy = officer,
            };

    /// <summary>Null when no code may go out now: the answer to the caller is the same.</summary>
    internal static Claimant? AskCode(Claimant claimant, string device, DateTimeOffset now) =>
        claimant.ClaimId is null || claimant.Device != device || claimant.CodeNumber >= MostCodes || now < claimant.CodeAskedAt + Pause
            ? null
            : claimant with
            {
                CodeNumber = claimant.CodeNumber + 1,
                CodeAskedAt = now,
                GuessesSpent = 0,
                CodeUsed = false,
            };

    /// <summary>Takes one guess off, before anybody knows whether it is right.</summary>
    internal static Result<Claimant> Spend(Claimant claimant, string device, DateTimeOffset now) =>
        claimant.Device != device || claimant.CodeAskedAt is null || now >= claimant.CodeAskedAt + CodeLife || claimant.CodeUsed
            ? BenefitErrors.ClaimantCodeWrong
        : claimant.GuessesSpent >= Guesses ? BenefitErrors.ClaimantCodeWrong
        : claimant with { GuessesSpent = claimant.GuessesSpent + 1 };
}
