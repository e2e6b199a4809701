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
            await Membership.RegisterImportRatio.PrintAsync(Console.Out);
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Benchmarks).Assembly).Run(args);
    }
}
