using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Local.Simulators.Payroll;

/// <summary>Writes the answer to an outgoing file as docs/ports/payroll.md has it; its own code, so that it checks App's.</summary>
internal static class PayrollAnswer
{
    private const string LineEnd = "\r\n";

    /// <summary>The name under which the answer to an outgoing file lies in <c>in/</c>.</summary>
    internal static string NameOf(string outgoing, int copy) =>
        string.Create(CultureInfo.InvariantCulture, $"in/{Path.GetFileNameWithoutExtension(outgoing)}_r{copy}.csv");

    internal static string To(string outgoing, PayrollScript script)
    {
        var lines = outgoing.Split(LineEnd, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        CheckTotals(outgoing, lines);
        var header = lines[0];
        var answers = lines[1..^1].Select((line, index) => Answer(line, index, script)).ToList();
        answers.AddRange(Enumerable.Range(1, script.UnknownLines).Select(number => Unknown(answers.Count + number, number, header[4])));
        var body = new StringBuilder(string.Join(',', "H", "RESULTADOS", "1", header[3], header[4], header[5])).Append(LineEnd);
        foreach (var answer in answers)
        {
            body.Append(answer.Text).Append(LineEnd);
        }

        var sum = answers.Sum(answer => answer.Requested) + (script.WrongTotals ? 1 : 0);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToString())));
        var trailer = string.Create(
            CultureInfo.InvariantCulture,
            $"T,{answers.Count},{sum},{answers.Sum(answer => answer.Applied)},{hash}{LineEnd}"
        );
        return body.Append(trailer).ToString();
    }

    private static void CheckTotals(string outgoing, List<string[]> lines)
    {
        var trailer = lines[^1];
        var body = outgoing[..outgoing.LastIndexOf("T,", StringComparison.Ordinal)];
        var details = lines[1..^1];
        var fits =
            trailer[0] == "T"
            && Number(trailer[1]) == details.Count
            && Number(trailer[2]) == details.Sum(line => Number(line[6]))
            && trailer[3] == Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        if (!fits)
        {
            throw new InvalidDataException("The outgoing file does not fit its own trailer");
        }
    }

    private static (string Text, long Requested, long Applied) Answer(string[] line, int index, PayrollScript script)
    {
        var requested = Number(line[6]);
        var lot = index % 100;
        var (verdict, applied, reason) =
            lot < script.RejectPercent ? ("RECHAZADO", 0, script.Reason)
            : lot < script.RejectPercent + script.PartialPercent ? ("PARCIAL", requested / 2, script.Reason)
            : ("APLICADO", requested, "");
        return (Text(line[1], line[2], line[3], line[4], line[5], requested, verdict, applied, reason), requested, applied);
    }

    private static (string Text, long Requested, long Applied) Unknown(int number, int nobody, string period) =>
        (
            Text(
                number.ToString(CultureInfo.InvariantCulture),
                nobody.ToString("D8", CultureInfo.InvariantCulture),
                "1000000000",
                "AFILIACION",
                period,
                2750,
                "APLICADO",
                2750,
                ""
            ),
            2750,
            2750
        );

    private static string Text(
        string number,
        string dni,
        string modular,
        string concept,
        string period,
        long requested,
        string verdict,
        long applied,
        string reason
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"D,{number},{dni},{modular},{concept},{period},{requested},{verdict},{applied},{reason}"
        );

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
