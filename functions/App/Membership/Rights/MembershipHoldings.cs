using System.Globalization;
using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Consents.Standing;
using Serverless.App.Membership.Members;
using Serverless.App.Membership.Messages;

namespace Serverless.App.Membership.Rights;

/// <summary>Register, contacts, affiliation, permissions and who looked, for a member who asks what is known of them.</summary>
internal sealed class MembershipHoldings(MemberStore members, AffiliationStore affiliations, GetMyConsents consents, GetAccessLog looks)
    : IPersonalDataHolder
{
    public async Task<HeldData> OfAsync(string memberId, CancellationToken cancellation)
    {
        if (await members.ReadAsync(memberId, cancellation) is not { } member || MemberStore.Person(member) is not { } person)
        {
            return Data([]);
        }

        var affiliation = (await affiliations.ReadAsync(memberId, cancellation)).State;
        var given = await consents.GetAsync(memberId, cancellation);
        var seen = await looks.ReadAsync(memberId, cancellation);
        return Data([
            new HeldRecord("Tus datos del padrón", [.. Register(person, member.State)]),
            new HeldRecord("Cómo te escribimos", [.. Contacts(member)]),
            .. affiliation.Status == AffiliationStatus.None ? [] : new[] { new HeldRecord("Tu inscripción", [.. Joined(affiliation)]) },
            new HeldRecord("Tus permisos", [.. given.Select(one => new HeldFact(one.Title, one.Given ? "dado" : "no dado"))]),
            new HeldRecord("Quién vio tus datos", [.. seen.Select(one => new HeldFact(When(one.At), $"{one.Officer}: {one.Purpose}"))]),
        ]) with
        {
            Holds = affiliation.Status == AffiliationStatus.None ? [] : [LegalHoldKinds.Affiliation],
        };
    }

    private static IEnumerable<HeldFact> Register(RegisterPerson person, Member member) =>
        [
            new("DNI", person.Dni),
            new("Código modular", person.ModularCode),
            new("Apellidos", person.FamilyNames),
            new("Nombres", person.GivenNames),
            new("Nacimiento", person.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new("Celular del padrón", person.Phone ?? "ninguno"),
            new("Condición", member.Kind),
            new("UGEL", member.Ugel),
            new("Zona", member.Zone),
            new("Género", member.Gender),
        ];

    private static IEnumerable<HeldFact> Contacts(KnownMember member)
    {
        var details = MemberStore.Contacts(member);
        return
        [
            new("Celular", MemberStore.PhoneOf(member) ?? "ninguno"),
            new("Correo", details.Email ?? "ninguno"),
            .. details.Former.Select(former => new HeldFact("Celular anterior", former.Phone)),
            .. details.FormerEmail is { } email ? [new HeldFact("Correo anterior", email)] : Array.Empty<HeldFact>(),
        ];
    }

    private static IEnumerable<HeldFact> Joined(Affiliation affiliation)
    {
        var view = AffiliationView.Of(affiliation);
        return [new("Estado", view.Status), new("Vez", affiliation.Round.ToString(CultureInfo.InvariantCulture))];
    }

    private static string When(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static HeldData Data(IReadOnlyList<HeldRecord> records) => new("membership", "Tu afiliación", records);
}
