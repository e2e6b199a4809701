using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;

namespace Serverless.App.Fund.Uit;

/// <summary>A step in the chain of the tax units.</summary>
/// <param name="By">The officer's subject.</param>
internal sealed record UitMoved(string ProposalId, int Year, long AmountCentimos, string Source, string By);

/// <summary>Where the tax units are kept: one aggregate.</summary>
internal sealed class UitStore(AggregateStore store, CommandRunner runner)
{
    internal static readonly AggregateKind<UitBook> Kind = new(FundModule.Table, "fund.tax-units", FundJson.Default.UitBook);
    internal static readonly EventKind<UitMoved> Proposed = new("fund.tax-unit-proposed", FundJson.Default.UitMoved);
    internal static readonly EventKind<UitMoved> Published = new("fund.tax-unit-published", FundJson.Default.UitMoved);
    internal static readonly EventKind<UitMoved> Rejected = new("fund.tax-unit-rejected", FundJson.Default.UitMoved);
    internal const string Id = "tax-units";

    internal async Task<UitBook> ReadAsync(CancellationToken cancellation) =>
        (await store.ReadAsync(Kind, Id, cancellation)).State ?? UitBook.Empty;

    /// <summary>An officer's command; the same one again is answered with what it did.</summary>
    internal async Task<Result<UitBook>> ChangeAsync(
        CommandIdentity command,
        Func<UitBook, Result<UitBook>> decide,
        EventKind<UitMoved> kind,
        UitProposal? proposal,
        string officer,
        CancellationToken cancellation
    )
    {
        var applied = await runner.RunAsync(
            Kind,
            Id,
            command,
            before =>
                decide(before.State ?? UitBook.Empty)
                    .Then<Commit<UitBook>>(after => new Commit<UitBook>(after)
                    {
                        Events = [kind.With(Moved((proposal ?? before.State?.Waiting)!, officer))],
                    }),
            cancellation
        );
        return applied.Error is { } refused ? refused : applied.Value.State ?? await ReadAsync(cancellation);
    }

    private static UitMoved Moved(UitProposal proposal, string officer) =>
        new(proposal.Id, proposal.Year.Year, new Money(proposal.Year.Soles).Centimos, proposal.Year.Source, officer);
}
