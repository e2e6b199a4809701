namespace Serverless.App.Membership.Home;

/// <summary>All that a start screen needs, in one small answer; later work adds to it.</summary>
/// <param name="Name">How the screen greets.</param>
/// <param name="Services">What a member of this kind may use: <c>credits</c>, <c>hotels</c>, …</param>
internal sealed record HomeView(string Name, string Kind, HomeAffiliation? Affiliation, NextStep NextStep, IReadOnlyList<string> Services)
{
    /// <summary>What the member has saved; null before the first contribution.</summary>
    public HomeAccount? Account { get; init; }
}

/// <param name="Contributions">Months paid for.</param>
internal sealed record HomeAccount(long BalanceCentimos, int Contributions);

/// <param name="Status">As <c>GET /membership/affiliations/current</c> says it.</param>
internal sealed record HomeAffiliation(string Status, string StatusText, DateTimeOffset Since, IReadOnlyList<string> Actions);

/// <summary>The one thing to do, or to know, next.</summary>
/// <param name="Code">For programs; also which picture to show.</param>
/// <param name="Action">What the button does: <c>start-affiliation</c>, <c>sign-papers</c>, <c>confirm-affiliation</c>, <c>correct-affiliation</c>; null when there is nothing to do.</param>
internal sealed record NextStep(string Code, string Title, string Text, string? Action);
