using System.Globalization;
using System.Text;
using Serverless.App.Credits.Schedules;
using Serverless.Benchmarks.Credits;
using Serverless.Benchmarks.Lookup;
using Serverless.Platform.Kernel;

namespace Serverless.Benchmarks.Simulation;

/// <summary>
/// The simulation endpoint, as anybody asks it, against bare Kestrel; and the engine under it against the same maths as a loop in binary
/// floating point. Rounds alternate so that a busy machine says the same as an idle one. The question that every screen
/// opens with, which was asked before, and one that nobody asked yet are told apart.
/// </summary>
internal static class SimulationRatios
{
    private const int Rounds = 9;
    private const int WarmUp = 40;
    private const int Requests = 2_000;
    private const int Quotes = 2_000;
    private const double LeastEndpoint = 0.6;
    private const double LeastSchedule = 0.5;

    /// <summary>Prints the figures; false when a limit does not hold.</summary>
    internal static async Task<bool> PrintAsync(TextWriter output)
    {
        var schedule = await ScheduleAsync(output);
        await using var office = await LookupOffice.OpenAsync();
        var known = await EndpointAsync(output, office, "asked before", () => 800_000);
        var fresh = await EndpointAsync(output, office, "never asked before", () => Random.Shared.Next(100_000, 2_000_000));
        return Report(output, "of bare Kestrel's requests a second, asked before", known, LeastEndpoint)
            & Report(output, "of bare Kestrel's requests a second, never asked before", fresh, LeastEndpoint)
            & schedule;
    }

    /// <summary>Our requests a second as a share of bare Kestrel's.</summary>
    private static async Task<double> EndpointAsync(TextWriter output, LookupOffice office, string question, Func<int> centimos)
    {
        var settings = new Dictionary<string, string>(office.Settings)
        {
            ["DOTNET_gcServer"] = "0",
            ["Hosting__ClientAddressHeader"] = "X-Client",
        };
        await using var ours = await ServerProcess.StartAsync(
            "ours",
            settings,
            token: null,
            _ => Ask("/api/v1/credits/simulations", centimos())
        );
        var length = (await ours.AnswerAsync(1)).Length;
        var path = string.Create(CultureInfo.InvariantCulture, $"{BareSimulation.Path}?bytes={length}");
        await using var bare = await ServerProcess.StartAsync(BareSimulation.Kind, settings, token: null, _ => Ask(path, centimos()));
        int[] numbers = [.. Enumerable.Range(1, Requests)];
        var (our, their) = (new List<Cost>(), new List<Cost>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var (one, other) = (await ours.AskAsync(numbers), await bare.AskAsync(numbers));
            our.AddRange(round < 0 ? [] : [one]);
            their.AddRange(round < 0 ? [] : [other]);
        }

        var (cpu, seconds) = (Ratio(their, our, cost => cost.CpuMicroseconds), Ratio(their, our, cost => cost.Seconds));
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"simulation {question}: {Median(our, cost => cost.CpuMicroseconds):F0} µs CPU, {Median(our, cost => cost.Bytes) / 1024:F1} KB; bare {Median(their, cost => cost.CpuMicroseconds):F0} µs, {Median(their, cost => cost.Bytes) / 1024:F1} KB; answers of {length} bytes; {cpu:F2} x by CPU time, {seconds:F2} x by requests a second"
            )
        );
        return seconds;
    }

    /// <summary>Each from an address of its own, so that the limit by address is asked and does not bite.</summary>
    private static HttpRequestMessage Ask(string path, int centimos)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"product":"CONSUMO","amountCentimos":{{centimos}},"instalments":24}"""
        );
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Client", new System.Net.IPAddress(Random.Shared.NextInt64(1, uint.MaxValue)).ToString());
        return request;
    }

    private static async Task<bool> ScheduleAsync(TextWriter output)
    {
        var terms = ScheduleBenchmarks.SixtyMonths;
        var calendar = new WorkingCalendar([]);
        var (our, their) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var one = CpuOf(() => CreditQuote.For(terms, calendar).Value.Tcea.Fraction);
            var other = CpuOf(() => (decimal)DoubleLoopQuote.Tcea(20_000, 0.24, 60, new DateOnly(2026, 1, 15), 0.001, 50));
            our.AddRange(round < 0 ? [] : [one]);
            their.AddRange(round < 0 ? [] : [other]);
        }

        var (ours, bare) = (our.Order().ElementAt(Rounds / 2), their.Order().ElementAt(Rounds / 2));
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"schedule of 60 rows with TCEA {ours:F1} µs CPU; double loop {bare:F1} µs")
        );
        return Report(output, "of the double loop", bare / ours, LeastSchedule);
    }

    /// <summary>Microseconds of this process for one call.</summary>
    private static double CpuOf(Func<decimal> work)
    {
        var (before, sum) = (Environment.CpuUsage.TotalTime, 0m);
        for (var count = 0; count < Quotes; count++)
        {
            sum += work();
        }

        return sum == 0 ? double.NaN : (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Quotes;
    }

    private static double Ratio(List<Cost> bare, List<Cost> ours, Func<Cost, double> figure) => Median(bare, figure) / Median(ours, figure);

    private static double Median(List<Cost> costs, Func<Cost, double> figure) => costs.Select(figure).Order().ElementAt(costs.Count / 2);

    private static bool Report(TextWriter output, string what, double figure, double least)
    {
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{(figure >= least ? "ok  " : "FAIL")} {figure:F2} {what} (at least {least})")
        );
        return figure >= least;
    }
}
