using Serverless.App.Membership.Affiliations;
using Serverless.App.Membership.Affiliations.Answers;
using Serverless.App.Membership.Members;

namespace Serverless.App.Membership.Home;

/// <summary>What the start screen says, from what is known of a member. Pure.</summary>
internal static class HomeRules
{
    /// <param name="services">Open to the member's kind today.</param>
    internal static HomeView Of(Member member, RegisterPerson person, Affiliation affiliation, IReadOnlyList<string> services) =>
        new(
            person.GivenNames,
            member.Kind,
            affiliation.Status == AffiliationStatus.None ? null : Shown(affiliation),
            Next(affiliation, services.Contains(ServicesByKind.Affiliation)),
            [.. services.Where(service => service != ServicesByKind.Affiliation)]
        );

    /// <param name="mayJoin">Whether the member's kind is admitted.</param>
    internal static NextStep Next(Affiliation affiliation, bool mayJoin) =>
        affiliation.Status switch
        {
            AffiliationStatus.Draft or AffiliationStatus.IdentityPending or AffiliationStatus.IdentityVerified => new(
                "sign-papers",
                "Firma tus papeles",
                "Son dos: tu descuento y tus beneficiarios. Firmas con tu rostro y un código.",
                "sign-papers"
            ),
            AffiliationStatus.DocumentsSigned => new(
                "confirm-affiliation",
                "Confirma tu inscripción",
                "Te enviamos un código por SMS. Escríbelo y tu inscripción va a tu planilla.",
                "confirm-affiliation"
            ),
            AffiliationStatus.SentToPayroll => new(
                "wait-for-payroll",
                "Tu inscripción está en tu planilla",
                "Cuando tu UGEL descuente tu primer aporte, serás asociado. No tienes que hacer nada.",
                null
            ),
            AffiliationStatus.RejectedByPayroll => new(
                "correct-affiliation",
                "Tu planilla no hizo el descuento",
                Why(affiliation),
                "correct-affiliation"
            ),
            AffiliationStatus.Active => new("member", "Ya eres asociado", "Tu aporte entra cada mes a tu Cuenta Individual.", null),
            AffiliationStatus.Suspended => new(
                "suspended",
                "Tu afiliación está suspendida",
                "Hace tres meses que no llega tu aporte. Pregunta en tu UGEL por tu descuento.",
                null
            ),
            AffiliationStatus.Disaffiliating or AffiliationStatus.Ceased or AffiliationStatus.Deceased => new(
                "leaving",
                "Tu salida está en trámite",
                "Te avisaremos por SMS cuando termine.",
                null
            ),
            _ => mayJoin ? Join(affiliation.Status) : Browse,
        };

    private static readonly NextStep Browse = new(
        "services",
        "Mira lo que hay para ti",
        "Con tu condición puedes usar estos servicios del fondo.",
        null
    );

    private static NextStep Join(AffiliationStatus status) =>
        new(
            "start-affiliation",
            status == AffiliationStatus.Expired ? "Tu inscripción venció" : "Inscríbete al fondo",
            status == AffiliationStatus.Expired
                ? "Pasó el plazo para terminarla. Puedes empezar otra vez cuando quieras."
                : "Aporta cada mes por planilla y junta para tu retiro. Empieza aquí: toma unos minutos.",
            "start-affiliation"
        );

    private static string Why(Affiliation affiliation) =>
        $"{PayrollReasons.TextOf(affiliation.PayrollReason)} Cuando esté arreglado, envíala otra vez.";

    private static HomeAffiliation Shown(Affiliation affiliation) =>
        new(
            AffiliationWords.CodeOf(affiliation.Status),
            AffiliationWords.TextOf(affiliation.Status),
            affiliation.Since,
            AffiliationWords.ActionsOf(affiliation.Status)
        );
}
