namespace Serverless.App.Membership.Rights;

/// <summary>What an officer's look was for, in words that the member reads; operations that change something have theirs in the policy table.</summary>
internal static class LookWords
{
    /// <summary>Null for an operation without words here.</summary>
    internal static string? TextOf(string purpose) =>
        purpose switch
        {
            "membership.find-member" => "buscarte por tu DNI",
            "membership.get-contacts" => "ver cómo te escribimos",
            "membership.get-affiliation" => "ver tu inscripción",
            "membership.get-rights-request" => "responder lo que pediste sobre tus datos",
            "fund.get-member-statement" => "ver tu Cuenta Individual",
            "identity.get-face-photo" => "comparar tu foto",
            "benefits.get-claim" => "revisar tu solicitud de beneficio",
            "credits.list-waiting-requests" => "revisar tu solicitud de crédito",
            _ => null,
        };
}
