using Serverless.App.Membership.Members;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Messages;

/// <summary>By what payroll knows a teacher: document and the ministry's own number. Both are personal data.</summary>
internal sealed record PayrollKey(string MemberId, Dni Dni, string ModularCode);

/// <summary>From a member to what payroll knows them by, and back (domain.md §1.6).</summary>
internal sealed class PayrollKeys(MemberStore members)
{
    /// <summary>Null when there is no such member, or after erasure.</summary>
    internal async Task<PayrollKey?> OfMemberAsync(string memberId, CancellationToken cancellation) =>
        await members.ReadAsync(memberId, cancellation) is { } known ? Key(memberId, known) : null;

    /// <summary>Null when nobody in the register has the document.</summary>
    internal async Task<PayrollKey?> OfDocumentAsync(Dni dni, CancellationToken cancellation) =>
        await members.FindAsync(dni, cancellation) is { } known ? Key(known.State.Id, known) : null;

    private static PayrollKey? Key(string memberId, KnownMember known) =>
        MemberStore.Person(known) is { } person && Dni.Parse(person.Dni) is { IsSuccess: true } dni
            ? new PayrollKey(memberId, dni.Value, person.ModularCode)
            : null;
}
