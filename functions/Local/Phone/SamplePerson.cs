using System.Text.Json.Serialization;
using Serverless.Local.Demo;

namespace Serverless.Local.Phone;

/// <summary>Somebody whose phone can be taken into the hand: a line of the generated register, or nobody at all.</summary>
/// <param name="Phone">E.164; null when the register has none.</param>
/// <param name="Note">What is special about them, for the list.</param>
internal sealed record SamplePerson(string Dni, string GivenNames, string FamilyNames, string Ugel, string? Phone, string Note)
{
    /// <summary>Lines of the sample register; every sample person is in them, and none of the lines that are wrong on purpose.</summary>
    internal const int RegisterLines = 450;

    private static readonly (int Line, string Note)[] Chosen =
    [
        (5, "nombrada"),
        (110, "nombrado"),
        (215, "nombrada"),
        (320, "nombrado"),
        (425, "nombrada"),
        (265, "nombrada"),
        (165, "nombrado"),
        (206, "contratada: no puede inscribirse"),
        (45, "nombrada, sin celular en el padrón"),
    ];

    /// <summary>In the order of the list; the first one is the journey's.</summary>
    internal static IReadOnlyList<SamplePerson> All { get; } =
    [
        .. Chosen.Select(chosen => Of(RegisterFile.TeacherAt(chosen.Line), chosen.Note)),
        new("10117410", "Persona", "Desconocida", "", "+51999999999", "no está en el padrón"),
    ];

    private static SamplePerson Of(RegisterTeacher teacher, string note) =>
        new(teacher.Dni, teacher.GivenNames, teacher.FamilyNames, teacher.Ugel, teacher.Phone is { } phone ? $"+51{phone}" : null, note);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<SamplePerson>))]
internal sealed partial class PhoneJson : JsonSerializerContext;
