using System.Globalization;
using Serverless.App.Fund.Controls;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Months;

/// <summary>
/// Daily control: what all accounts hold is what files, runs and messages have posted. Only said when nothing was posted while the
/// accounts were read; a night that is never quiet says nothing and the next one tries again.
/// </summary>
internal sealed class CompareControl(ControlTotals control, [FromKeyedServices(FundModule.Name)] TaskDesk desk)
{
    internal async Task<FundRun> CloseAsync(FundRun run, CancellationToken cancellation)
    {
        var now = await control.ReadAsync(cancellation);
        var agrees = now.Sums == run.Sums;
        if (now.Version != run.ControlVersion)
        {
            return run with { ControlCentimos = now.Sums.Total };
        }

        if (!agrees)
        {
            await desk.OpenAsync(
                new Difference(FundErrors.ControlDiffers.Code, run.Id, run.StartedAt)
                {
                    Facts = new Dictionary<string, string>
                    {
                        ["run"] = run.Id,
                        ["accountsCentimos"] = run.Sums.Total.ToString(CultureInfo.InvariantCulture),
                        ["controlCentimos"] = now.Sums.Total.ToString(CultureInfo.InvariantCulture),
                    },
                },
                cancellation
            );
        }

        return run with
        {
            Agrees = agrees,
            ControlCentimos = now.Sums.Total,
        };
    }
}
