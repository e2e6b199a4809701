using System.Globalization;
using Serverless.App.Membership.Members;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Register;

/// <summary>
/// Reads one record of the ministry's file. The first thing that is wrong is the reason that the registrar gets beside the line's
/// number; the layout is in docs/ports/teacher-register.md.
/// </summary>
internal static class RegisterLineParser
{
    /// <summary>The columns, in the file's own words; they must come in this order.</summary>
    internal static readonly string[] Columns =
    [
        "dni",
        "codigo_modular",
        "apellidos",
        "nombres",
        "fecha_nacimiento",
        "condicion",
        "ugel",
        "zona",
        "genero",
        "celular",
    ];

    private const int LongestName = 80;
    private const int LongestUgel = 12;
    private const int YoungestYears = 18;
    private const int OldestYears = 110;

    /// <summary>Whether the record is the heading rather than a teacher.</summary>
    internal static bool IsHeading(CsvRecord record) => record.Number == 1 && record.Fields.SequenceEqual(Columns, StringComparer.Ordinal);

    /// <param name="today">Date in Lima, against which ages are judged.</param>
    internal static Result<RegisterLine> Parse(CsvRecord record, DateOnly today)
    {
        if (record.Fault is not null || record.Fields.Count != Columns.Length)
        {
            return RegisterErrors.BadLayout;
        }

        return Dni(record.Fields[0]).Then(dni => Rest(record.Fields, dni, today));
    }

    private static Result<RegisterLine> Rest(IReadOnlyList<string> fields, Dni dni, DateOnly today)
    {
        if (fields[1].Length != 10 || !fields[1].All(char.IsAsciiDigit))
        {
            return RegisterErrors.BadModularCode;
        }

        if (!IsName(fields[2]) || !IsName(fields[3]))
        {
            return RegisterErrors.BadName;
        }

        if (!IsBirthDate(fields[4], today, out var birth))
        {
            return RegisterErrors.BadBirthDate;
        }

        if (!MemberTerms.Kinds.Contains(fields[5]))
        {
            return RegisterErrors.UnknownKind;
        }

        if (fields[6].Length is 0 or > LongestUgel || !fields[6].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return RegisterErrors.BadUgel;
        }

        if (!MemberTerms.Zones.Contains(fields[7]))
        {
            return RegisterErrors.UnknownZone;
        }

        return MemberTerms.Genders.Contains(fields[8])
            ? Phone(fields[9])
                .Then<RegisterLine>(phone => new RegisterLine(
                    dni,
                    fields[1],
                    fields[2],
                    fields[3],
                    birth,
                    fields[5],
                    fields[6],
                    fields[7],
                    fields[8],
                    phone.Number
                ))
            : RegisterErrors.UnknownGender;
    }

    /// <summary>A typing error in a bare number would join two people, so the register must send the check character.</summary>
    private static Result<Dni> Dni(string text) => text.Length > 8 ? Platform.Kernel.Dni.Parse(text) : RegisterErrors.DniWithoutCheck;

    private static Result<OptionalPhone> Phone(string text) =>
        text.Length == 0 ? new OptionalPhone(null) : MobileNumber.Parse(text).Then<OptionalPhone>(number => new OptionalPhone(number));

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && !text.Any(char.IsControl) && text.Any(char.IsLetter);

    private static bool IsBirthDate(string text, DateOnly today, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        && date <= today.AddYears(-YoungestYears)
        && date >= today.AddYears(-OldestYears);

    private readonly record struct OptionalPhone(MobileNumber? Number);
}
