using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Serverless.Platform.Hosting.Health;

namespace Serverless.UnitTests.Hosting;

public sealed class ReadinessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _clock = new();
    private int _asked;

    [Fact]
    public async Task Report_is_ready_when_every_dependency_answers()
    {
        using var readiness = Over(("tables", _ => Task.CompletedTask), ("blobs", _ => Task.CompletedTask));

        var report = await readiness.ReportAsync(default);

        Assert.Equal("ready", report.Status);
        Assert.Equal(["tables", "blobs"], report.Dependencies.Select(dependency => dependency.Name));
    }

    [Fact]
    public async Task One_that_fails_makes_the_whole_unavailable_and_is_named_without_its_words()
    {
        using var readiness = Over(("tables", _ => Task.CompletedTask), ("blobs", _ => throw new IOException("secret 12345678")));

        var report = await readiness.ReportAsync(default);

        Assert.Equal("unavailable", report.Status);
        Assert.Equal(["ready", "unavailable"], report.Dependencies.Select(dependency => dependency.Status));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_never_answers_is_slow_after_its_own_limit_even_when_it_cannot_be_cancelled(bool listens)
    {
        using var readiness = Over(
            ("tables", cancellation => listens ? Task.Delay(-1, cancellation) : Task.Delay(-1, CancellationToken.None))
        );

        var asking = readiness.ReportAsync(default);
        _clock.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(asking.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var report = await asking.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("slow", Assert.Single(report.Dependencies).Status);
        Assert.Equal((long)Limit.TotalMilliseconds, report.Dependencies[0].Milliseconds);
    }

    [Fact]
    public async Task Answer_is_kept_ten_seconds_and_then_asked_for_again()
    {
        using var readiness = Over(("tables", _ => Task.CompletedTask));

        var first = await readiness.ReportAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        var kept = await readiness.ReportAsync(default);
        _clock.Advance(TimeSpan.FromTicks(1));
        await readiness.ReportAsync(default);

        Assert.Same(first, kept);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Hundred_callers_at_once_ask_each_dependency_once()
    {
        var answer = new TaskCompletionSource();
        using var readiness = Over(("tables", _ => answer.Task));

        var asking = Enumerable.Range(0, 100).Select(_ => readiness.ReportAsync(default)).ToList();
        answer.SetResult();
        await Task.WhenAll(asking);

        Assert.Equal(1, _asked);
    }

    private Readiness Over(params (string Name, Func<CancellationToken, Task> Probe)[] dependencies) =>
        new(
            [
                .. dependencies.Select(dependency => new Dependency(
                    dependency.Name,
                    Limit,
                    (_, cancellation) => Ask(dependency.Probe, cancellation)
                )),
            ],
            new ServiceCollection().BuildServiceProvider(),
            _clock,
            NullLogger<Readiness>.Instance
        );

    private Task Ask(Func<CancellationToken, Task> probe, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return probe(cancellation);
    }
}
