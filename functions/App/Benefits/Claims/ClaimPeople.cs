using Serverless.Platform.Security;
using Serverless.Platform.Storage;

namespace Serverless.App.Benefits.Claims;

/// <summary>Who is to be paid, and where; the encrypted row <c>payee{id}</c> of a claim.</summary>
/// <param name="Dni">Null for the member, whose document the register has.</param>
/// <param name="Name">Null for the member.</param>
/// <param name="Cci">Twenty digits; null while the payee has given none.</param>
internal sealed record ClaimPayee(string? Dni, string? Name, string? Cci)
{
    public override string ToString() => nameof(ClaimPayee);
}

/// <summary>The people of one claim while it is in use.</summary>
internal sealed class ClaimPeople(PersonalKey key, IReadOnlyList<PersonalRow> rows)
{
    internal PersonalKey Key => key;

    internal ClaimPayee? Payee(string payeeId) =>
        rows.FirstOrDefault(row => row.Name == RowOf(payeeId)) is { Sealed.IsEmpty: false } row
            ? key.Reveal(row, BenefitsJson.Default.ClaimPayee)
            : null;

    internal static PersonalRow Seal(PersonalKey key, string payeeId, ClaimPayee payee) =>
        key.Seal(RowOf(payeeId), payee, BenefitsJson.Default.ClaimPayee);

    private static string RowOf(string payeeId) => $"payee{payeeId}";
}
