using System.Globalization;
using System.Text.Json;

namespace Serverless.Local.Demo.Retirement;

/// <summary>Months of contributions for a teacher, through payroll's files as in every month.</summary>
internal static class SavingSteps
{
    private const long Contribution = 2_750;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    internal static async Task<string> SaveAsync(DemoSession demo, MemberPhone phone, int months)
    {
        using var files = new HttpRequestMessage(HttpMethod.Post, "/_local/payroll/contributions");
        files.Content = JsonContent.Create(
            new
            {
                dni = phone.Owner.Dni,
                months,
                centimos = Contribution,
            }
        );
        await demo.JsonAsync(files, 204);
        var account = await demo.UntilAsync(() => AccountAsync(phone, months), Limit, $"{months} contributions are not in the account");
        var soles = account.GetProperty("balanceCentimos").GetInt64() / 100m;
        return string.Create(CultureInfo.InvariantCulture, $"{months} archivos de planilla, S/ {soles:0.00} en su cuenta del fondo");
    }

    private static async Task<JsonElement?> AccountAsync(MemberPhone phone, int months)
    {
        var account = await phone.AskAsync(HttpMethod.Get, "/api/v1/fund/me/account");
        return account.Status == 200 && account.Json.GetProperty("contributions").GetInt32() >= months ? account.Json : null;
    }
}
