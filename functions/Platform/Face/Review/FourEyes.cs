namespace Serverless.Platform.Face;

/// <summary>Two officers look, each for themselves; what they agree on counts. Pure.</summary>
public static class FourEyes
{
    public const int Officers = 2;

    /// <summary>Pending until two different officers have spoken; nobody's second word counts.</summary>
    public static FaceDecision Decide(IReadOnlyList<OfficerVote> votes)
    {
        var first = votes.DistinctBy(vote => vote.Officer, StringComparer.Ordinal).Take(Officers).Select(vote => vote.Decision).ToList();
        return first.Count < Officers ? FaceDecision.Pending
            : first.Distinct().Count() == 1 ? first[0]
            : FaceDecision.Inconclusive;
    }

    /// <summary>Why it is no match, for the audit trail and the hint; empty for a match and before the second word.</summary>
    public static string ReasonOf(FaceDecision decision) =>
        decision switch
        {
            FaceDecision.NoMatch => "OtherPerson",
            FaceDecision.Inconclusive => "OfficersDisagree",
            _ => "",
        };
}
