using System.Globalization;
using Serverless.Platform.Tasks;

namespace Serverless.App.Fund.Contributions;

/// <summary>Daily control: a file that is done is what was posted and what was rejected, in lines and in céntimos; else a task says so.</summary>
internal sealed class CompareFile([FromKeyedServices(FundModule.Name)] TaskDesk desk)
{
    internal static bool Agrees(ContributionFile file) =>
        file.Counts.Posted + file.Counts.Rejected == file.Lines
        && file.Counts.PostedCentimos + file.Counts.RejectedCentimos == file.Centimos;

    internal async Task CompareAsync(ContributionFile file, CancellationToken cancellation)
    {
        if (Agrees(file))
        {
            return;
        }

        var counts = file.Counts;
        var facts = new Dictionary<string, string>
        {
            ["file"] = file.Id,
            ["lines"] = Text(file.Lines),
            ["centimos"] = Text(file.Centimos),
            ["accountedLines"] = Text(counts.Posted + counts.Rejected),
            ["accountedCentimos"] = Text(counts.PostedCentimos + counts.RejectedCentimos),
        };
        var at = file.FinishedAt ?? file.ReceivedAt;
        await desk.OpenAsync(new Difference(FundErrors.FileDiffers.Code, file.Id, at) { Facts = facts }, cancellation);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
