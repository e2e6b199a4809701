using NCrontab;

namespace Serverless.Local.Host;

/// <summary>A six-field NCRONTAB schedule in UTC, as a timer trigger carries it.</summary>
internal sealed class TimerSchedule(string expression)
{
    private readonly CrontabSchedule _schedule = CrontabSchedule.Parse(expression, new() { IncludingSeconds = true });

    internal DateTimeOffset After(DateTimeOffset time) => new(_schedule.GetNextOccurrence(time.UtcDateTime), TimeSpan.Zero);

    /// <summary>The host keeps no status for schedules that come more often than once a minute.</summary>
    internal bool IsMonitored(DateTimeOffset now) => After(After(now)) - After(now) >= TimeSpan.FromMinutes(1);
}
