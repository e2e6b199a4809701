namespace Serverless.App.Benefits.Liquidations;

/// <summary>
/// Whether service as a state teacher has ended: by the age limit of the teaching career (Law 29944, article 53), or earlier by the
/// teacher's own wish, which the authority's resolution (resolución de cese) proves (domain.md section 1.4). Pure.
/// </summary>
internal static class CessationRules
{
    /// <param name="born">As the ministry's register has it; null when it is not known any more.</param>
    /// <param name="ceasedOn">Last day of service.</param>
    /// <param name="resolutionOn">Day of the resolution; null when the teacher names none.</param>
    /// <param name="ageLimit">Years, of the terms of the claim.</param>
    internal static bool IsProved(DateOnly? born, DateOnly ceasedOn, DateOnly? resolutionOn, int ageLimit) =>
        resolutionOn is not null || ageLimit == 0 || born?.AddYears(ageLimit) <= ceasedOn;
}
