using System.Globalization;
using Serverless.App.Benefits.Claims;
using Serverless.App.Membership.Messages;
using Serverless.App.Payments.Messages;
using Serverless.Durable;
using Serverless.Platform.Kernel;

namespace Serverless.App.Benefits.Progress;

/// <summary>
/// Sends what is planned to the bank. First the claim says that the money is on its way, then each order is registered under (claim,
/// payee, attempt), then the claim notes their numbers: a crash anywhere in between repeats orders that Payments knows already.
/// </summary>
internal sealed class OrderPayments(ClaimSteps steps, ClaimStore claims, MemberDirectory members, PaymentOrders payments, TimeProvider time)
    : TaskActivity<ClaimStepInput, string>
{
    internal const string Source = "benefits";

    public override async Task<string> RunAsync(TaskActivityContext context, ClaimStepInput input)
    {
        var cancellation = context.CancellationToken;
        var now = time.GetUtcNow();
        var known = (await claims.FindAsync(input.ClaimId, cancellation))!;
        if (known.State.Status == ClaimStatus.DebtOffset)
        {
            var act = new ClaimAct("order-payment", ClaimAct.System);
            return await steps.TakeAsync(input, ClaimTask.OrderPayments, act, claim => PaymentRules.Order(claim, now), cancellation);
        }

        if (known.Version != input.Version)
        {
            return "stale";
        }

        var ordered = await RegisterAsync(known.State, cancellation);
        var note = new ClaimAct("payments-ordered", ClaimAct.System);
        return await steps.TakeAsync(input, ClaimTask.OrderPayments, note, claim => PaymentRules.Ordered(claim, ordered), cancellation);
    }

    private async Task<IReadOnlyDictionary<string, string>> RegisterAsync(BenefitClaim claim, CancellationToken cancellation)
    {
        var people = await claims.PeopleAsync(claim.Id, cancellation);
        var ordered = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var payment in claim.Payments.Where(payment => payment.Status == PaymentStatus.Planned))
        {
            var payee = people?.Payee(payment.PayeeId) ?? throw Unpayable("benefits.payee-unknown");
            var (dni, name) = await IdentityAsync(claim, payee, cancellation);
            var cci = Cci.Parse(payee.Cci);
            if (cci.Error is { } invalid)
            {
                throw Unpayable(invalid.Code);
            }

            var order = new PaymentOrder(
                Source,
                PayeeKey.Of(claim.Id, payment.PayeeId),
                payment.Attempt,
                payment.Amount,
                dni,
                name,
                cci.Value,
                "Beneficio previsional"
            );
            var registered = await payments.RegisterAsync(order, cancellation);
            ordered[payment.PayeeId] = registered.Error is { } refused ? throw Unpayable(refused.Code) : registered.Value.Value;
        }

        return ordered;
    }

    private async Task<(Dni Dni, string Name)> IdentityAsync(BenefitClaim claim, ClaimPayee payee, CancellationToken cancellation)
    {
        if (payee is { Dni: { } document, Name: { } name })
        {
            return (Dni.Parse(document).Value, name);
        }

        var person = await members.PersonOfAsync(claim.MemberId, cancellation) ?? throw Unpayable("benefits.payee-erased");
        return (person.Dni, person.FullName);
    }

    /// <summary>Somebody must look at it; until then the instance tries again, slower and slower.</summary>
    private static ActivityFailedException Unpayable(string code) => new(code, "A payment could not be ordered.");
}

/// <summary>What Payments calls one payment of a claim: <c>{claim}.{payee}</c>.</summary>
internal static class PayeeKey
{
    internal static string Of(string claimId, string payeeId) => string.Create(CultureInfo.InvariantCulture, $"{claimId}.{payeeId}");

    /// <summary>Null for the key of something else.</summary>
    internal static (string ClaimId, string PayeeId)? Read(string key) =>
        key.Split('.') is [{ Length: 36 } claim, { Length: > 0 } payee] ? (claim, payee) : null;
}
