using System.Globalization;
using Serverless.App.Fund.Controls;
using Serverless.App.Fund.Parameters;
using Serverless.Platform.Hosting.Triggers;
using Serverless.Platform.Kernel;

namespace Serverless.App.Fund.Months;

/// <summary>Starts, every night, what is due: the close of the last month whose closing day has come, and the check of the day.</summary>
internal sealed class StartRuns(FundRunStore runs, FundParameterTable parameters, ControlTotals control, TimeProvider time)
{
    internal async Task CloseAsync(TimerTick tick, CancellationToken cancellation)
    {
        _ = tick;
        var today = LimaTime.Today(time);
        var rules = parameters.Of(today.AddMonths(-1)).Value;
        var month = FundRunRules.LastToClose(today, rules.CloseDay);
        var id = string.Create(CultureInfo.InvariantCulture, $"close-{month:yyyy-MM}");
        if ((await runs.ReadAsync(id, cancellation)).State?.FinishedAt is null)
        {
            await StartAsync(new FundRun(id, FundRunKind.Close, month, time.GetUtcNow()), cancellation);
        }
    }

    internal async Task CheckAsync(TimerTick tick, CancellationToken cancellation)
    {
        _ = tick;
        var today = LimaTime.Today(time);
        var id = string.Create(CultureInfo.InvariantCulture, $"check-{today:yyyy-MM-dd}");
        var month = new DateOnly(today.Year, today.Month, 1);
        var version = (await control.ReadAsync(cancellation)).Version;
        await StartAsync(new FundRun(id, FundRunKind.Check, month, time.GetUtcNow()) { ControlVersion = version }, cancellation);
    }

    private async Task StartAsync(FundRun run, CancellationToken cancellation)
    {
        var started = await runs.StartAsync(run, cancellation);
        if (started.Error is { } failed)
        {
            throw new InvalidOperationException($"Run {run.Id} could not be started: {failed.Code}");
        }
    }
}
