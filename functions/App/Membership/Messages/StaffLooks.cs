namespace Serverless.App.Membership.Messages;

/// <summary>Somebody of the fund looked at something of a member.</summary>
/// <param name="Officer">Subject of the staff token.</param>
/// <param name="Purpose">The operation that showed it.</param>
internal sealed record StaffLook(DateTimeOffset At, string Officer, string Purpose);

/// <summary>For contexts that record looks in chains of their own: what they recorded about a member, so that the member sees it too.</summary>
internal interface IStaffLooks
{
    Task<IReadOnlyList<StaffLook>> OfAsync(string memberId, CancellationToken cancellation);
}
