using BenchmarkDotNet.Attributes;
using Serverless.App.Credits.Schedules;
using Serverless.Platform.Kernel;

namespace Serverless.Benchmarks.Credits;

/// <summary>
/// A quote of sixty instalments on the same day of each month, with insurance and TCEA, against a straightforward loop of the same
/// maths in binary floating point.
/// </summary>
[MemoryDiagnoser]
public class ScheduleBenchmarks
{
    private readonly WorkingCalendar _calendar = new([]);

    internal static readonly CreditTerms SixtyMonths = new()
    {
        Amount = new Money(20_000m),
        Tea = Rate.FromPercent(24m),
        Disbursed = new(2026, 1, 15),
        Instalments = 60,
        Calendar = DueCalendar.Monthly(new(2026, 2, 15)),
        Insurance = new(InsuranceMethod.OpeningBalance, new Rate(0.001m)),
        UpfrontCharges = new Money(50m),
    };

    private readonly double _amount = 20_000;

    [Benchmark]
    public decimal Engine() => CreditQuote.For(SixtyMonths, _calendar).Value.Tcea.Fraction;

    [Benchmark(Baseline = true)]
    public double DoubleLoop() => DoubleLoopQuote.Tcea(_amount, 0.24, 60, new(2026, 1, 15), 0.001, 50);
}
