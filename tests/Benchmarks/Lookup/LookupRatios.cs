using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Local.Cli;
using Serverless.Local.Identity;
using Serverless.Platform.Kernel;
using Serverless.Platform.Security;
using Serverless.Platform.Storage;
using Serverless.TestKit;
using Serverless.TestKit.Ledgers;
using Serverless.TestKit.Membership;

namespace Serverless.Benchmarks.Lookup;

/// <summary>
/// The look-up of a member by document against the least endpoint that makes the same storage calls. Ours also checks the officer's
/// token and role, opens the personal row and chains the event; both run as processes of their own, and rounds alternate.
/// </summary>
internal static class LookupRatios
{
    private const int Members = 400;
    private const int Rounds = 9;
    private const double LeastThroughput = 0.8;
    private const double MostCost = 1.3;

    /// <summary>Prints the figures; false when a limit does not hold.</summary>
    internal static async Task<bool> PrintAsync(TextWriter output)
    {
        var keys = Directory.CreateTempSubdirectory("lookup-keys-");
        var issuerAddress = new Uri($"http://127.0.0.1:{LoopbackPort.AnyFree()}/");
        using var staff = StaffSimulator.Of(keys.FullName, issuerAddress, TimeProvider.System);
        await using var issuer = await IssuerAsync(issuerAddress, staff);
        var account = await RegisterOffice.AccountAsync();
        await RegisterAsync(account);
        var settings = Settings(keys.FullName, account, staff);
        var token = staff.Token(Officer.Named("ana.registro")!);
        var names = new IndexKeys(RegisterOffice.Keys);
        await using var ours = await ServerProcess.StartAsync(
            "ours",
            settings,
            token,
            member => $"/api/v1/membership/backoffice/members?dni={RegisterOffice.Document(member)}"
        );
        await using var bare = await ServerProcess.StartAsync(
            "bare",
            settings,
            token,
            member =>
                $"/member?index={Uri.EscapeDataString(names.Names("member-dni", Dni.Parse(RegisterOffice.Document(member)).Value.Value)[0])}"
        );
        var holds = await CompareAsync(output, ours, bare);
        keys.Delete(recursive: true);
        return holds;
    }

    private static async Task<bool> CompareAsync(TextWriter output, ServerProcess ours, ServerProcess bare)
    {
        int[] everyone = [.. Enumerable.Range(1, Members)];
        var (our, their) = (new List<Cost>(), new List<Cost>());
        for (var round = -3; round < Rounds; round++)
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

    private static async Task<WebApplication> IssuerAsync(Uri address, StaffSimulator staff)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        var app = builder.Build();
        StaffEndpoints.Map(app, staff);
        await app.StartAsync();
        return app;
    }

    private static async Task RegisterAsync(StorageOptions account)
    {
        var office = new RegisterOffice(account, new DurableMailbox().For(null));
        await office.ReceiveAsync("i1", string.Concat(Enumerable.Range(1, Members).Select(RegisterOffice.Line)));
        await office.FinishAsync("i1");
    }

    private static Dictionary<string, string> Settings(string keys, StorageOptions account, StaffSimulator staff)
    {
        var settings = LaptopSettings.Of(keys);
        foreach (var (name, value) in staff.AppSettings)
        {
            settings[name] = value;
        }

        settings["Storage__ConnectionString"] = account.ConnectionString!;
        settings["Storage__NamePrefix"] = account.NamePrefix;
        settings["Security__Keys__0__Kid"] = RegisterOffice.Key.Kid;
        settings["Security__Keys__0__Value"] = RegisterOffice.Key.Value;
        // As deployed: no heap per core.
        settings["DOTNET_gcServer"] = "0";
        return settings;
    }
}
