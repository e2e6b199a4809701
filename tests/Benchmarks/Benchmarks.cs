using BenchmarkDotNet.Running;

namespace Serverless.Benchmarks;

internal static class Benchmarks
{
    private static void Main(string[] args)
    {
        if (args is ["replay-rates"])
        {
            Durable.ReplayRates.Print(Console.Out);
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Benchmarks).Assembly).Run(args);
    }
}
