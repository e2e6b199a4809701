using Serverless.App.Credits.Messages;
using Serverless.App.Payroll.Messages;
using Serverless.Platform.Messaging.Receiving;

namespace Serverless.App.Payroll.Requests;

/// <summary>What a member owes on loans this month is to be taken from the payslip; the amount is the loans' word.</summary>
internal sealed class WhenInstalmentRequested(OpenDiscount requests)
{
    internal Task<MessageOutcome> HandleAsync(InstalmentRequested asked, MessageContext context, CancellationToken cancellation)
    {
        if (asked.Centimos <= 0)
        {
            return Task.FromResult(MessageOutcome.Reject(PayrollErrors.BadAmount));
        }

        var attempt = new DiscountAttempt(0, asked.Month);
        var wished = new DiscountRequest("", asked.MemberId, DiscountConcepts.Instalment, attempt, asked.Ugel, asked.At)
        {
            RequestedCentimos = asked.Centimos,
        };
        return requests.OpenAsync(wished, context, cancellation);
    }
}
