using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Parameters;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Storage;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Contributions;

/// <summary>A line, and whose it is.</summary>
/// <param name="Account">Null when it is nobody's; <paramref name="Refusal"/> says why.</param>
internal sealed record FoundLine(CsvRecord Record, ContributionLine? Line, Snapshot<IndividualAccount>? Account, Error? Refusal)
{
    internal bool IsNewAccount => Account is { State: null };
}

/// <summary>Posts one line of a file to the account it means, once; what does not fit becomes a task that names file and line.</summary>
internal sealed class PostLine(
    AccountStore accounts,
    PayrollKeys keys,
    FundParameterTable parameters,
    [FromKeyedServices(FundModule.Name)] TaskDesk desk
)
{
    /// <summary>Whose line it is and their account as it is now: an index read, one of the member, one of the account.</summary>
    internal async Task<FoundLine> FindAsync(CsvRecord record, CancellationToken cancellation)
    {
        if (ContributionLayout.Detail(record) is not { } line)
        {
            return new FoundLine(record, null, null, FundErrors.LineUnreadable);
        }

        var key = await keys.OfDocumentAsync(line.Dni, cancellation);
        return key is null || key.ModularCode != line.ModularCode
            ? new FoundLine(record, line, null, FundErrors.LineUnknown)
            : new FoundLine(record, line, await accounts.ReadAsync(key.MemberId, cancellation), null);
    }

    internal async Task<Result<ContributionCounts>> PostAsync(FoundLine found, ContributionFile file, CancellationToken cancellation)
    {
        var amount = ContributionLayout.Frame.AmountOf(found.Record) ?? 0;
        if (found is not { Line: { } line, Account: { } account })
        {
            return await RejectAsync(found.Refusal!, found.Record.Number, amount, file, cancellation);
        }

        var source = string.Create(CultureInfo.InvariantCulture, $"file-{file.Id}-{line.Number}");
        var period = DateOnly.ParseExact(file.Period, "yyyy-MM", CultureInfo.InvariantCulture);
        var received = new ContributionReceived(account.Id, period, line.Centimos, LimaTime.DateOf(file.ReceivedAt), source);
        var posted = await accounts.PostListedAsync(
            account,
            new CommandIdentity(source, source, ""),
            now => parameters.Of(period).Then(rules => AccountRules.Contribute(now, received, rules)),
            cancellation
        );
        return posted switch
        {
            { Error: null } => new ContributionCounts(1, line.Centimos, 0, 0),
            { Error: { Kind: ErrorKind.Unavailable } failed } => failed,
            { Error: var refused } => await RejectAsync(refused, found.Record.Number, amount, file, cancellation),
        };
    }

    private async Task<ContributionCounts> RejectAsync(
        Error why,
        int line,
        long centimos,
        ContributionFile file,
        CancellationToken cancellation
    )
    {
        var number = line.ToString(CultureInfo.InvariantCulture);
        var difference = new Difference(why.Code, $"{file.Id}|{number}", file.ReceivedAt)
        {
            Facts = new Dictionary<string, string>
            {
                ["file"] = file.Id,
                ["line"] = number,
                ["period"] = file.Period,
            },
        };
        await desk.OpenAsync(difference, cancellation);
        return new ContributionCounts(0, 0, 1, centimos);
    }
}
