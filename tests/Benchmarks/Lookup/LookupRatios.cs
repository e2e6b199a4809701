using System.Globalization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.TestKit.Membership;

namespace Serverless.Benchmarks.Lookup;

/// <summary>
/// The look-up of a member by document against the least endpoint that makes the same storage calls. Ours also checks the officer's
/// token and role, opens the personal row and chains the event; both run as processes of their own, and rounds alternate.
/// </summary>
internal static class LookupRatios
{
    private const int Rounds = 9;

    /// <summary>Until nothing of either is compiled any more.</summary>
    private const int WarmUp = 6;
    private const double LeastThroughput = 0.8;
    private const double MostCost = 1.3;

    /// <summary>Prints the figures; false when a limit does not hold.</summary>
    internal static async Task<bool> PrintAsync(TextWriter output)
    {
        await using var office = await LookupOffice.OpenAsync();
        // As deployed: no heap per core.
        var settings = new Dictionary<string, string>(office.Settings) { ["DOTNET_gcServer"] = "0" };
        var names = new IndexKeys(RegisterOffice.Keys);
        await using var ours = await ServerProcess.StartAsync("ours", settings, office.Token, LookupOffice.Path);
        await using var bare = await ServerProcess.StartAsync(
            "bare",
            settings,
            office.Token,
            member =>
                $"/member?index={Uri.EscapeDataString(names.Names("member-dni", Dni.Parse(RegisterOffice.Document(member)).Value.Value)[0])}"
        );
        return await CompareAsync(output, ours, bare);
    }

    private static async Task<bool> CompareAsync(TextWriter output, ServerProcess ours, ServerProcess bare)
    {
        int[] everyone = [.. Enumerable.Range(1, LookupOffice.Members)];
        var (our, their) = (new List<Cost>(), new List<Cost>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var (one, other) = (await ours.AskAsync(everyone), await bare.AskAsync(everyone));
            our.AddRange(round < 0 ? [] : [one]);
            their.AddRange(round < 0 ? [] : [other]);
        }

        double Ratio(Func<Cost, double> figure) => Median(our, figure) / Median(their, figure);

        await output.WriteLineAsync(Line("ours", our));
        await output.WriteLineAsync(Line("bare", their));
        return Report(output, "of the throughput", 1 / Ratio(cost => cost.Seconds), LeastThroughput, atLeast: true)
            & Report(output, "of the CPU time", Ratio(cost => cost.CpuMicroseconds), MostCost, atLeast: false)
            & Report(output, "of the allocated bytes", Ratio(cost => cost.Bytes), MostCost, atLeast: false);
    }

    private static string Line(string name, List<Cost> costs) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {1 / Median(costs, cost => cost.Seconds), 6:F0} a second, {Median(costs, cost => cost.CpuMicroseconds), 6:F0} µs CPU, {Median(costs, cost => cost.Bytes) / 1024, 6:F1} KB each"
        );

    private static double Median(List<Cost> costs, Func<Cost, double> figure) => costs.Select(figure).Order().ElementAt(costs.Count / 2);

    private static bool Report(TextWriter output, string what, double figure, double limit, bool atLeast)
    {
        var holds = atLeast ? figure >= limit : figure <= limit;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(holds ? "ok  " : "FAIL")} {figure:F2} {what} (at {(atLeast ? "least" : "most")} {limit})"
            )
        );
        return holds;
    }
}
