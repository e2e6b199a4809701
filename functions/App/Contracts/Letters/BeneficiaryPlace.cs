using System.Globalization;
using Serverless.Platform.Kernel;

namespace Serverless.App.Contracts.Letters;

/// <summary>Where in a letter somebody stands, as the request names it and as one says it to the member. Pure.</summary>
/// <param name="Tier"><c>primary</c> or <c>substitutes</c>.</param>
/// <param name="At">From zero; people count from one.</param>
internal readonly record struct BeneficiaryPlace(string Tier, int At)
{
    /// <summary>A datum of this person does not do: <c>field</c> is its path in the request, <c>datum</c> its Spanish name.</summary>
    internal Error Wrong(string member) =>
        Error.Unprocessable("contracts.beneficiary-invalid").With("field", Path(member)).With("datum", $"{Name(member)} de {Person()}");

    /// <summary>This person is a minor and nobody collects for them.</summary>
    internal Error GuardianMissing() =>
        Error.Unprocessable("contracts.guardian-missing").With("field", Path("guardian")).With("person", Person());

    private string Path(string member) => string.Create(CultureInfo.InvariantCulture, $"{Tier}[{At}].{member}");

    private string Person() =>
        string.Create(CultureInfo.InvariantCulture, $"la persona {At + 1}{(Tier == "substitutes" ? " de los suplentes" : "")}");

    private static string Name(string member) =>
        member switch
        {
            "name" => "el nombre",
            "documentNumber" => "el documento",
            "kinship" => "el parentesco",
            "share" => "la parte",
            "birthDate" => "el día en que nació",
            _ => "quien cobra en nombre",
        };
}
