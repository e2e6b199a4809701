using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Months;

/// <summary>Adds up one account's postings and compares them with its balance; checks that the chain of its events is whole.</summary>
internal sealed class CheckAccount(AccountStore accounts, [FromKeyedServices(FundModule.Name)] TaskDesk desk)
{
    internal async Task<Result<AccountWork>> CheckAsync(string memberId, FundRun run, CancellationToken cancellation)
    {
        var snapshot = await accounts.ReadAsync(memberId, cancellation);
        if (snapshot.State is not { } account)
        {
            return new AccountWork(Exists: false, ControlSums.None);
        }

        var events = await accounts.LedgerAsync(memberId, snapshot.Sequence, cancellation);
        var postings = events.Select(PostingEvents.Read).OfType<Posting>().ToList();
        var whole = events.Count == snapshot.Sequence && EventChain.Holds(EventChain.Start.Span, events);
        if (!whole || !AccountFold.Agrees(account, postings))
        {
            await desk.OpenAsync(DifferenceOf(account, postings, run), cancellation);
            return new AccountWork(Exists: true, ControlSums.Of(postings), Differs: true);
        }

        return new AccountWork(Exists: true, ControlSums.Of(postings));
    }

    private static Difference DifferenceOf(IndividualAccount account, IEnumerable<Posting> postings, FundRun run) =>
        new(FundErrors.BalanceDiffers.Code, $"{account.Id}|{run.Id}", run.StartedAt)
        {
            Facts = new Dictionary<string, string>
            {
                ["member"] = account.Id,
                ["balanceCentimos"] = account.BalanceCentimos.ToString(CultureInfo.InvariantCulture),
                ["postingsCentimos"] = postings.Sum(posting => posting.Made.AmountCentimos).ToString(CultureInfo.InvariantCulture),
            },
        };
}
