using Serverless.App.Benefits.Claims;
using Serverless.App.Contracts.Messages;
using Serverless.App.Membership.Messages;
using Serverless.Durable;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tasks;

namespace Serverless.App.Benefits.Progress;

/// <summary>
/// Puts the resolution under the institution's seal into the vault, once the figures can change no more and before the money leaves. Run
/// twice, or cut off before the claim notes it, it finds the paper of the same figures (at least once).
/// </summary>
internal sealed class IssueResolution(
    ClaimSteps steps,
    ClaimStore claims,
    MemberPersons members,
    ContractDocuments documents,
    [FromKeyedServices(BenefitsModule.Name)] TaskDesk desk,
    TimeProvider time
) : TaskActivity<ClaimStepInput, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input)
    {
        var cancellation = context.CancellationToken;
        var known = (await claims.FindAsync(input.ClaimId, cancellation))!;
        if (known.Version != input.Version)
        {
            return "stale";
        }

        var resolution = await DrawAsync(known.State, cancellation);
        var act = new ClaimAct("issue-resolution", ClaimAct.System);
        return await steps.TakeAsync(input, ClaimTask.IssueResolution, act, claim => claim with { Resolution = resolution }, cancellation);
    }

    /// <summary>A paper that cannot be drawn is a person's business; the claimant's money does not wait for it.</summary>
    private async Task<ClaimResolution> DrawAsync(BenefitClaim claim, CancellationToken cancellation)
    {
        var member = await members.FindAsync(claim.MemberId, cancellation);
        var people = await claims.PeopleAsync(claim.Id, cancellation);
        var name = member is null ? "" : $"{member.GivenNames} {member.FamilyNames}";
        var data = ResolutionRules.Of(claim, claim.Liquidation!, name, payee => people?.Payee(payee));
        var issued = await documents.IssueAsync(new IssueDocument(claim.MemberId, claim.Id, data), cancellation);
        if (issued.Error is not { } refused)
        {
            return new ClaimResolution(data.Number, issued.Value.DocumentId, issued.Value.VerifyCode);
        }

        if (refused.Kind == ErrorKind.Unavailable)
        {
            throw new ActivityFailedException(refused.Code, "The resolution could not be stored now.");
        }

        var facts = new Dictionary<string, string> { ["claim"] = claim.Id, ["code"] = refused.Code };
        var absent = new Difference(BenefitErrors.ResolutionNotIssued.Code, claim.Id, time.GetUtcNow()) { Facts = facts };
        await desk.OpenAsync(absent, cancellation);
        return new ClaimResolution(data.Number, null, null);
    }
}
