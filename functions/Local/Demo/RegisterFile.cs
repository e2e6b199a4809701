using System.Globalization;
using Serverless.Platform.Kernel;

namespace Serverless.Local.Demo;

/// <summary>A line of the generated register that the import must refuse.</summary>
/// <param name="Number">Counted as a spreadsheet shows it: the heading is 1.</param>
/// <param name="Code">The reason's code.</param>
internal sealed record BadLine(int Number, string Code);

/// <summary>A teacher of the generated register, as the sample people of the phone page are shown.</summary>
/// <param name="Dni">Eight digits.</param>
/// <param name="Phone">Nine digits, or null.</param>
/// <param name="ModularCode">Ten digits, payroll's number.</param>
internal sealed record RegisterTeacher(string Dni, string GivenNames, string FamilyNames, string Ugel, string? Phone, string ModularCode);

/// <summary>
/// A teacher register as the ministry would send it, made up: the same size gives the same file, some lines are wrong on purpose
/// and listed in <see cref="BadLines"/>. Names are common ones drawn at random, documents count upwards: nobody is meant.
/// </summary>
internal sealed class RegisterFile
{
    internal const string Heading = "dni,codigo_modular,apellidos,nombres,fecha_nacimiento,condicion,ugel,zona,genero,celular";
    private const int FirstDni = 40_000_000;

    /// <summary>One line in this many is wrong.</summary>
    private const int BadEvery = 500;
    private static readonly string[] FamilyNames =
    [
        "Quispe",
        "Flores",
        "Sánchez",
        "Huamán",
        "Mamani",
        "Núñez",
        "Rojas",
        "Ccori",
        "Peña",
        "Díaz",
    ];
    private static readonly string[] GivenNames =
    [
        "María Elena",
        "José Luis",
        "Rosa",
        "Víctor",
        "Lucía",
        "Ángel",
        "Nélida",
        "Raúl",
        "Carmen",
        "Iván",
    ];
    private static readonly string[] Kinds = ["nombrado", "contratado", "cesante", "auxiliar", "otro"];

    private RegisterFile(string text, IReadOnlyList<BadLine> badLines, int teachers) =>
        (Text, BadLines, Teachers) = (text, badLines, teachers);

    /// <summary>The whole file, lines ended by LF.</summary>
    internal string Text { get; }

    internal IReadOnlyList<BadLine> BadLines { get; }

    /// <summary>Good lines, each another teacher.</summary>
    internal int Teachers { get; }

    /// <summary>Document of a tenured teacher with a phone, always good: the sample that the demo ends with.</summary>
    internal static string SampleDni => Document(5).Value;

    /// <summary>Whether the line, counted from 0 below the heading, is wrong on purpose.</summary>
    internal static bool IsSpoilt(int index) => index % BadEvery == BadEvery - 1;

    /// <summary>The teacher of a line, counted from 0 below the heading, before anything is made wrong.</summary>
    internal static RegisterTeacher TeacherAt(int index)
    {
        var fields = Teacher(index);
        return new(fields[0]![..8], fields[3]!, fields[2]!, fields[6]!, fields[9] is { Length: > 0 } phone ? phone : null, fields[1]!);
    }

    /// <summary>The teacher with this document; null when no register of any size has one.</summary>
    internal static RegisterTeacher? TeacherWith(string? dni) =>
        int.TryParse(dni, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && (number - FirstDni) is >= 0 and var past
        && past % 3 == 0
            ? TeacherAt(past / 3)
            : null;

    /// <param name="lines">Lines below the heading.</param>
    internal static RegisterFile Of(int lines)
    {
        var text = new System.Text.StringBuilder(lines * 96).Append(Heading).Append('\n');
        var bad = new List<BadLine>();
        for (var index = 0; index < lines; index++)
        {
            var fields = Teacher(index);
            if (IsSpoilt(index))
            {
                bad.Add(new(index + 2, Spoil(fields, index / BadEvery)));
            }
            text.AppendJoin(',', fields.Where(field => field is not null)).Append('\n');
        }
        return new(text.ToString(), bad, lines - bad.Count);
    }

    private static string?[] Teacher(int index)
    {
        var dni = Document(index);
        var birth = new DateOnly(1955, 1, 1).AddDays(index * 37 % 15_000);
        return
        [
            $"{dni.Value}{(index % 2 == 0 ? dni.CheckDigit : dni.CheckLetter)}",
            (1_000_000_000 + index).ToString(CultureInfo.InvariantCulture),
            $"{FamilyNames[index % 10]} {FamilyNames[index / 10 % 10]}",
            GivenNames[index / 100 % 10],
            birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Kinds[index % Kinds.Length],
            $"UGEL-{(index % 220) + 1:D3}",
            $"Z-{(index % 3) + 1}",
            index % 5 < 3 ? "F" : "M",
            index % 9 == 0 ? "" : (900_000_000 + index).ToString(CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>Breaks one field, another kind of mistake each time.</summary>
    private static string Spoil(string?[] fields, int kind)
    {
        var (field, value, code) = Mistakes[kind % Mistakes.Length];
        fields[field] = field == 0 && value is not null ? WithWrongCheck(fields[0]!) : value;
        return code;
    }

    private static readonly (int Field, string? Value, string Code)[] Mistakes =
    [
        (0, "", "platform.dni-check-mismatch"),
        (9, null, "membership.register-line-layout"),
        (1, "12345", "membership.register-line-modular-code"),
        (4, "31/12/1970", "membership.register-line-birth-date"),
        (5, "voluntario", "membership.register-line-kind"),
        (7, "Z-9", "membership.register-line-zone"),
    ];

    /// <summary>Neither the right letter nor the right digit.</summary>
    private static string WithWrongCheck(string written) => written[..8] + (Dni.Parse(written).Value.CheckLetter == 'A' ? 'B' : 'A');

    private static Dni Document(int index) => Dni.Parse((FirstDni + (index * 3)).ToString(CultureInfo.InvariantCulture)).Value;
}
