using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Serverless.Local.Demo;
using Serverless.Platform.Kernel;

namespace Serverless.Local.Simulators.Payroll;

/// <summary>
/// Payroll's monthly files of contributions (docs/ports/contributions.md) on a laptop: one line about one teacher in each, so that
/// somebody has savings without waiting for months.
/// </summary>
internal sealed class ContributionSimulator(PayrollSimulator payroll, TimeProvider time)
{
    internal const int MostMonths = 60;

    private int _files;

    /// <summary>Leaves a file for each of the months before this one.</summary>
    internal async Task LeaveAsync(RegisterTeacher teacher, int months, long centimos, CancellationToken cancellation)
    {
        var today = LimaTime.Today(time);
        for (var back = months; back > 0; back--)
        {
            var month = today.AddMonths(-back).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var number = Interlocked.Increment(ref _files);
            var name = string.Create(CultureInfo.InvariantCulture, $"in/aportes-{teacher.ModularCode}-{month}-{number}.csv");
            await payroll.LeaveAsync(name, TextOf(teacher, month, number, centimos), cancellation);
        }
    }

    private static string TextOf(RegisterTeacher teacher, string month, int number, long centimos)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $"H,APORTES,1,{teacher.Ugel},{month},{number}\r\nD,1,{teacher.Dni},{teacher.ModularCode},{centimos}\r\n"
        );
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        return string.Create(CultureInfo.InvariantCulture, $"{body}T,1,{centimos},{hash}\r\n");
    }
}

/// <summary>What demos and the phone page ask of it: <c>POST /_local/payroll/contributions</c>.</summary>
internal static class ContributionControl
{
    internal static ContributionSimulator On(string storage, TimeProvider time) =>
        new(PayrollControl.On(storage, "drop-contributions", "contributions-files", time), time);

    internal static void Map(IEndpointRouteBuilder routes, ContributionSimulator contributions) =>
        routes.MapPost(
            "/_local/payroll/contributions",
            async (HttpContext context) =>
            {
                var wish = await context.Request.ReadFromJsonAsync(ContributionJson.Default.ContributionWish, context.RequestAborted);
                if (
                    wish is not { Months: > 0 and <= ContributionSimulator.MostMonths, Centimos: > 0 }
                    || RegisterFile.TeacherWith(wish.Dni) is not { } teacher
                )
                {
                    return Results.BadRequest();
                }

                await contributions.LeaveAsync(teacher, wish.Months, wish.Centimos, context.RequestAborted);
                return Results.NoContent();
            }
        );
}

/// <param name="Dni">Of a teacher of the sample register.</param>
/// <param name="Months">How many of the last months.</param>
/// <param name="Centimos">Withheld in each.</param>
internal sealed record ContributionWish(string Dni, int Months, long Centimos);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ContributionWish))]
internal sealed partial class ContributionJson : JsonSerializerContext;
