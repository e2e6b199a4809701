using System.Diagnostics;

namespace Serverless.EndToEndTests;

/// <summary>Polls with a limit; nothing sleeps for a fixed time.</summary>
internal static class Wait
{
    internal static async Task Until(Func<bool> condition, string otherwise, int seconds = 30)
    {
        var started = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(seconds), otherwise);
            await Task.Delay(50);
        }
    }
}
