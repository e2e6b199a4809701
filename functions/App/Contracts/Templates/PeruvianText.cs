using System.Globalization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Templates;

/// <summary>Dates, shares and amounts as documents in Peru write them, whatever the culture of the machine.</summary>
internal static class PeruvianText
{
    private static readonly string[] Months =
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "setiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];

    /// <summary><c>22 de noviembre de 2026</c>.</summary>
    internal static string LongDate(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day} de {Months[date.Month - 1]} de {date.Year}");

    /// <summary><c>22/11/2026</c>, for tables.</summary>
    internal static string ShortDate(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>An amount without its sign of currency, for columns that name it in their header.</summary>
    internal static string Figures(Money amount) => amount.ToString().Replace("S/ ", "", StringComparison.Ordinal);

    /// <summary><c>60.00 %</c>.</summary>
    internal static string Percent(decimal percent) => percent.ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary><c>S/ 8,000.00 (ocho mil y 00/100 soles)</c>, as deeds write what must not be misread.</summary>
    internal static string InFull(Money amount)
    {
        var centimos = amount.Centimos;
        var words = SpanishNumber.Of(Math.Abs(centimos) / 100);
        return string.Create(CultureInfo.InvariantCulture, $"{amount} ({words} y {Math.Abs(centimos) % 100:00}/100 soles)");
    }

    /// <summary>The kind of member in the words of the register.</summary>
    internal static string MemberKind(string kind) =>
        kind switch
        {
            "nombrado" => "docente nombrado",
            "contratado" => "docente contratado",
            "cesante" => "docente cesante",
            "auxiliar" => "auxiliar de educación",
            _ => "asociado",
        };
}
