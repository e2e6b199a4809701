using System.Collections.Frozen;
using System.Globalization;
using Serverless.App.Membership.Members;

namespace Serverless.App.Membership.Rights.Requests;

/// <summary>
/// What of the register can be corrected here. The document itself cannot: another DNI is another person until RENIEC says otherwise. Pure.
/// </summary>
internal static class RightsFields
{
    internal const string FamilyNames = "family-names";
    internal const string GivenNames = "given-names";
    internal const string BirthDate = "birth-date";
    internal const string ModularCode = "modular-code";

    internal static readonly FrozenSet<string> All = FrozenSet.Create(FamilyNames, GivenNames, BirthDate, ModularCode);

    private const int LongestName = 80;

    /// <summary>Whether the value can be one of this field.</summary>
    internal static bool Fits(string field, string value) =>
        field switch
        {
            FamilyNames or GivenNames => value.Trim().Length is > 0 and < LongestName
                && !value.Any(char.IsControl)
                && !value.Any(char.IsDigit),
            BirthDate => Day(value) is { Year: > 1900 },
            ModularCode => value.Length == 10 && value.All(char.IsAsciiDigit),
            _ => false,
        };

    /// <summary>The register's data with what was corrected in its place.</summary>
    internal static RegisterPerson Apply(RegisterPerson person, IReadOnlyDictionary<string, string> corrections) =>
        corrections.Aggregate(
            person,
            (sofar, correction) =>
                correction.Key switch
                {
                    FamilyNames => sofar with { FamilyNames = correction.Value },
                    GivenNames => sofar with { GivenNames = correction.Value },
                    BirthDate => sofar with { BirthDate = Day(correction.Value) ?? sofar.BirthDate },
                    ModularCode => sofar with { ModularCode = correction.Value },
                    _ => sofar,
                }
        );

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
