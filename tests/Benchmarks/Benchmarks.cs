using BenchmarkDotNet.Running;

namespace Serverless.Benchmarks;

internal static class Benchmarks
{
    private static async Task Main(string[] args)
    {
        if (args is ["replay-rates"])
        {
            Durable.ReplayRates.Print(Console.Out);
            return;
        }

        if (args is ["register-import"])
        {
            Environment.ExitCode = await Membership.RegisterImportRatio.PrintAsync(Console.Out) ? 0 : 1;
            return;
        }

        if (args is ["contributions"])
        {
            Environment.ExitCode = await Fund.ContributionRatio.PrintAsync(Console.Out) ? 0 : 1;
            return;
        }

        if (args is ["startup"])
        {
            Environment.ExitCode = await Startup.StartupRatios.PrintAsync(Console.Out) ? 0 : 1;
            return;
        }

        if (args is ["record-layout"])
        {
            await Startup.Layout.LayoutRecording.WriteAsync(Console.Out);
            return;
        }

        if (args is ["member-lookup"])
        {
            Environment.ExitCode = await Lookup.LookupRatios.PrintAsync(Console.Out) ? 0 : 1;
            return;
        }

        if (args is ["simulation"])
        {
            Environment.ExitCode = await Simulation.SimulationRatios.PrintAsync(Console.Out) ? 0 : 1;
            return;
        }

        if (args is ["lookup-server", var kind])
        {
            await Lookup.LookupServer.RunAsync(kind);
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Benchmarks).Assembly).Run(args);
    }
}
