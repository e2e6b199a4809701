using System.Globalization;
using Serverless.App.Fund.Accounts;
using Serverless.App.Fund.Parameters;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Contributions;

/// <summary>Posts one line of a file to the account it means, once; what does not fit becomes a task that names file and line.</summary>
internal sealed class PostLine(
    AccountStore accounts,
    PayrollKeys keys,
    FundParameterTable parameters,
    [FromKeyedServices(FundModule.Name)] TaskDesk desk
)
{
    internal async Task<Result<ContributionCounts>> PostAsync(CsvRecord record, ContributionFile file, CancellationToken cancellation)
    {
        var amount = ContributionLayout.Frame.AmountOf(record) ?? 0;
        if (ContributionLayout.Detail(record) is not { } line)
        {
            return await RejectAsync(FundErrors.LineUnreadable, record.Number, amount, file, cancellation);
        }

        var key = await keys.OfDocumentAsync(line.Dni, cancellation);
        if (key is null || key.ModularCode != line.ModularCode)
        {
            return await RejectAsync(FundErrors.LineUnknown, record.Number, amount, file, cancellation);
        }

        var source = string.Create(CultureInfo.InvariantCulture, $"file-{file.Id}-{line.Number}");
        var period = DateOnly.ParseExact(file.Period, "yyyy-MM", CultureInfo.InvariantCulture);
        var received = new ContributionReceived(key.MemberId, period, line.Centimos, LimaTime.DateOf(file.ReceivedAt), source);
        var posted = await accounts.PostAsync(
            key.MemberId,
            new CommandIdentity(source, source, ""),
            account => parameters.Of(period).Then(rules => AccountRules.Contribute(account, received, rules)),
            cancellation
        );
        return posted switch
        {
            { Error: null } => new ContributionCounts(1, line.Centimos, 0, 0),
            { Error: { Kind: ErrorKind.Unavailable } failed } => failed,
            { Error: var refused } => await RejectAsync(refused, record.Number, amount, file, cancellation),
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
