using System.Globalization;
using Serverless.App.Membership.Messages;
using Serverless.Platform.Kernel;

namespace Serverless.App.Payroll.Layout;

/// <summary>How the outgoing file is written (docs/ports/payroll.md); what goes in is checked, so no field needs quotes.</summary>
internal static class RequestFile
{
    internal static string NameOf(string ugel, PayrollPeriod period, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{ugel}_{period}_{number:D4}.csv");

    internal static string Header(string ugel, PayrollPeriod period, int number) =>
        Line($"{DropLayout.HeaderMark},{DropLayout.Requests},{DropLayout.Version},{ugel},{period},{number}");

    internal static string Detail(int number, PayrollKey key, string concept, string period, Money amount) =>
        Line($"{DropLayout.DetailMark},{number},{key.Dni.Value},{key.ModularCode},{DropLayout.WordOf(concept)},{period},{amount.Centimos}");

    /// <param name="sha256">Of every byte before this line.</param>
    internal static string Trailer(int lines, long centimos, string sha256) =>
        Line($"{DropLayout.TrailerMark},{lines},{centimos},{sha256}");

    private static string Line(FormattableString fields) => fields.ToString(CultureInfo.InvariantCulture) + DropLayout.LineEnd;
}
