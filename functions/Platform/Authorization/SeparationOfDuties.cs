using Serverless.Platform.Kernel;

namespace Serverless.Platform.Authorization;

/// <summary>Who did which part of one piece of work: <c>requester</c>, <c>calculator</c>, <c>approver</c>, <c>payer</c>.</summary>
/// <param name="Principal">Subject of the token, staff or member.</param>
public sealed record Duty(string Name, string Principal);

/// <summary>Requester, calculator, approver and payer are different people (domain.md section 5.2 rule 4). Pure.</summary>
public static class SeparationOfDuties
{
    /// <summary>One person has, or is about to have, two duties; <c>duty</c> is the one that is already theirs.</summary>
    public static readonly Error Violated = Error.Forbidden("platform.duties-not-separate");

    /// <summary>Whether this person may take one more duty in the same work. The same duty again, by the same person, is a repetition.</summary>
    public static Result<Done> Check(IEnumerable<Duty> taken, Duty next)
    {
        var conflict = taken.FirstOrDefault(duty => duty.Principal == next.Principal && duty.Name != next.Name);
        return conflict is null ? Done.Value : ViolatedBy(conflict.Name);
    }

    /// <summary>The refusal that names the duty, for programs and for people.</summary>
    public static Error ViolatedBy(string duty) => Violated.With("duty", duty).With("dutyText", TextOf(duty));

    private static string TextOf(string duty) =>
        duty switch
        {
            "requester" => "el pedido",
            "proposer" => "la propuesta",
            "calculator" => "la cuenta",
            "reviewer" => "la revisión",
            "approver" => "la aprobación",
            "second-approver" => "la segunda aprobación",
            "payer" => "el pago",
            "refusal" => "la negativa",
            _ => "otra parte",
        };
}
