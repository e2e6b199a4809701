using System.Globalization;
using Serverless.App.Payroll.Messages;

namespace Serverless.App.Payroll.Layout;

/// <summary>What both directions of docs/ports/payroll.md have in common.</summary>
internal static class DropLayout
{
    internal const string Version = "1";
    internal const string Requests = "DESCUENTOS";
    internal const string Results = "RESULTADOS";
    internal const string HeaderMark = "H";
    internal const string DetailMark = "D";
    internal const string TrailerMark = "T";
    internal const string LineEnd = "\r\n";

    private static readonly Dictionary<string, string> Concepts = new(StringComparer.Ordinal)
    {
        [DiscountConcepts.Affiliation] = "AFILIACION",
        [DiscountConcepts.Instalment] = "CUOTA",
    };

    /// <summary>Payroll's word for a concept.</summary>
    internal static string WordOf(string concept) => Concepts[concept];

    /// <summary>Null for a word that the port does not know.</summary>
    internal static string? ConceptOf(string word) => Concepts.FirstOrDefault(pair => pair.Value == word).Key;

    /// <summary>A whole number as the port writes it: up to twelve digits, no sign; null for anything else. The sums of a file fit a long.</summary>
    internal static long? Number(string text) =>
        text.Length <= 12 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
