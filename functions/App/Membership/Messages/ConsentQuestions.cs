using Serverless.App.Membership.Consents.Standing;

namespace Serverless.App.Membership.Messages;

/// <summary>Whether a member allows something now; whoever acts on a consent asks before every use, for it may be gone.</summary>
internal sealed class ConsentQuestions(ConsentStore consents)
{
    /// <param name="purpose"><c>service</c>, <c>payroll-discount</c>, <c>biometrics</c>, <c>marketing</c>, <c>third-party</c>.</param>
    internal async Task<bool> StandsAsync(string memberId, string purpose, CancellationToken cancellation) =>
        StandingRules.Stands(await consents.WordsAsync(memberId, cancellation), purpose);
}
