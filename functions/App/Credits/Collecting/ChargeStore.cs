using System.Globalization;
using Serverless.App.Credits.Messages;
using Serverless.Platform.Kernel;
using Serverless.Platform.Lists;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Collecting;

/// <summary>Where charges are kept: one for a member and month, however often it is asked for.</summary>
internal sealed class ChargeStore(AggregateStore store, CommandRunner runner, SortedLists lists, DerivedIds ids)
{
    internal static readonly AggregateKind<PayrollCharge> Kind = new(
        CreditsModule.Table,
        "credits.payroll-charge",
        CreditsJson.Default.PayrollCharge
    );

    private static readonly EventKind<ChargeMoved> Answered = new("credits.discount-answered", CreditsJson.Default.ChargeMoved);

    private const int MostCharges = 120;

    internal string IdOf(string memberId, DateOnly month) =>
        ids.For("credits", "credits.payroll-charge", string.Create(CultureInfo.InvariantCulture, $"{memberId}|{month:yyyy-MM}"));

    internal async Task<PayrollCharge?> FindAsync(string id, CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, id, cancellation)).State;

    /// <summary>The charges of a member, newest first.</summary>
    internal async Task<IReadOnlyList<PayrollCharge>> OfMemberAsync(string memberId, CancellationToken cancellation)
    {
        var entries = await lists.ReadAsync(ListOf(memberId), null, MostCharges, cancellation);
        var found = await Task.WhenAll(entries.Select(entry => FindAsync(entry.Subject, cancellation)));
        return [.. found.OfType<PayrollCharge>().OrderByDescending(charge => charge.Month)];
    }

    /// <summary>Asks payroll once; whoever opened the charge first decides what it is made of.</summary>
    internal async Task<Result<PayrollCharge>> OpenAsync(PayrollCharge charge, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{charge.Month:yyyy-MM}|{charge.Id}");
        await lists.PutAsync(ListOf(charge.MemberId), new ListEntry(key, charge.Id), cancellation);
        var asked = CreditEvents.InstalmentRequested.With(
            new InstalmentRequested(charge.MemberId, charge.Ugel, InstalmentRequested.NumberOf(charge.Month), charge.Asked.Centimos, now)
        );
        var applied = await runner.RunAsync(
            Kind,
            charge.Id,
            new CommandIdentity("ask", charge.Id, ""),
            before => before.State is null ? new Commit<PayrollCharge>(charge) { Events = [asked] } : CreditsErrors.NothingToDo,
            cancellation
        );
        return await KnownAsync(charge.Id, applied.Error, cancellation);
    }

    /// <summary>Notes payroll's first answer; the charge as it stands afterwards.</summary>
    internal async Task<Result<PayrollCharge>> SettleAsync(string id, ChargeAnswer answer, CancellationToken cancellation)
    {
        var applied = await runner.RunAsync(
            Kind,
            id,
            new CommandIdentity("answer", id, ""),
            before =>
                before.State is not { } charge
                    ? ChargeRules.NotFound
                    : ChargeRules
                        .Settle(charge, answer)
                        .Then<Commit<PayrollCharge>>(settled => new Commit<PayrollCharge>(settled)
                        {
                            Events = [Answered.With(new ChargeMoved(id, charge.MemberId))],
                        }),
            cancellation
        );
        return await KnownAsync(id, applied.Error, cancellation);
    }

    private async Task<Result<PayrollCharge>> KnownAsync(string id, Error? error, CancellationToken cancellation) =>
        error is { } refused && refused != CreditsErrors.NothingToDo ? refused : (await FindAsync(id, cancellation))!;

    private static string ListOf(string memberId) => $"credits-charges-{memberId}";
}
