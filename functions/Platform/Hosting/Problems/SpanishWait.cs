using System.Globalization;

namespace Serverless.Platform.Hosting.Problems;

/// <summary>How long somebody has to wait, as a person says it: seconds, minutes or hours, rounded up.</summary>
internal static class SpanishWait
{
    private const int Few = 90;

    internal static string Of(TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        var minutes = Math.Ceiling(seconds / 60m);
        return seconds <= Few ? Count(seconds, "segundo")
            : minutes <= Few ? Count(minutes, "minuto")
            : Count(Math.Ceiling(minutes / 60), "hora");
    }

    private static string Count(decimal number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0} {unit}{(number == 1 ? "" : "s")}");
}
