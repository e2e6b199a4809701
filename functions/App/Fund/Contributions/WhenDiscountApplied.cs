using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Parameters;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Messaging.Receiving;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Contributions;

/// <summary>Payroll withheld a contribution, the first one of a new member or a later one: it goes to the member's account, once.</summary>
internal sealed class WhenDiscountApplied(
    AccountStore accounts,
    FundParameterTable parameters,
    ControlTotals control,
    [FromKeyedServices(FundModule.Name)] TaskDesk desk,
    TimeProvider time
)
{
    internal async Task<MessageOutcome> ApplyAsync(DiscountApplied applied, MessageContext context, CancellationToken cancellation)
    {
        if (applied.Concept is not (DiscountConcepts.Affiliation or DiscountConcepts.Contribution))
        {
            return MessageOutcome.Done;
        }

        const DateTimeStyles None = DateTimeStyles.None;
        if (!DateOnly.TryParseExact(applied.Period, "yyyy-MM", CultureInfo.InvariantCulture, None, out var period))
        {
            return MessageOutcome.Reject(FundErrors.PeriodInvalid);
        }

        // The day of the message, not of its handling: a repetition months later decides the same.
        var received = new ContributionReceived(
            applied.MemberId,
            period,
            applied.AppliedCentimos,
            LimaTime.DateOf(context.Message.Time < time.GetUtcNow() ? context.Message.Time : time.GetUtcNow()),
            context.Id
        );
        var posted = await accounts.PostAsync(
            applied.MemberId,
            new CommandIdentity(context.Id, context.Id, ""),
            account => parameters.Of(period).Then(rules => AccountRules.Contribute(account, received, rules)),
            cancellation,
            context.Id
        );
        if (posted.Error?.Code == FundErrors.ContributionRepeated.Code)
        {
            // Two sources for one month: the money came, so a person decides whose it is.
            await desk.OpenAsync(RepeatedOf(applied, context), cancellation);
            return MessageOutcome.Done;
        }

        var counted = posted.Error is { } refused
            ? refused
            : await control.AddAsync($"post-{context.Id}", ControlSums.Of(PostingKind.Contribution, applied.AppliedCentimos), cancellation);
        return MessageOutcome.From(counted);
    }

    private static Difference RepeatedOf(DiscountApplied applied, MessageContext context) =>
        new(FundErrors.ContributionRepeated.Code, context.Id, context.Message.Time)
        {
            Facts = new Dictionary<string, string>
            {
                ["member"] = applied.MemberId,
                ["period"] = applied.Period,
                ["centimos"] = applied.AppliedCentimos.ToString(CultureInfo.InvariantCulture),
            },
        };
}
