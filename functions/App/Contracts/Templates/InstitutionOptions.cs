namespace Serverless.App.Contracts.Templates;

/// <summary>Section <c>Institution</c>: who issues documents, as the letterhead and the seal name it.</summary>
internal sealed class InstitutionOptions
{
    internal const string Section = "Institution";

    public string Name { get; set; } = "Mutual Magisterial";

    /// <summary>Eleven digits.</summary>
    public string Ruc { get; set; } = "20123456786";

    /// <summary>One line: street, district, city.</summary>
    public string Address { get; set; } = "Av. Gregorio Escobedo 598, Jesús María, Lima";

    /// <summary>One line: telephone, web.</summary>
    public string Contact { get; set; } = "Central telefónica 01 219-0200";

    /// <summary>Where seals say they were put.</summary>
    public string Location { get; set; } = "Lima, Perú";
}
