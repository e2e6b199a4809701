namespace Serverless.App.Membership.Members;

/// <summary>What the ministry's register may change.</summary>
internal static class MemberRules
{
    /// <summary>The member after a line of an import, and what that line came to; an unchanged member is not written.</summary>
    /// <param name="current">Null when nobody has this document yet.</param>
    /// <param name="line">The member as the line has them.</param>
    internal static (Member After, RegisterOutcome Outcome) Register(Member? current, Member line, string importId)
    {
        if (current is null)
        {
            return (line with { ImportId = importId, ImportOutcome = RegisterOutcome.Registered }, RegisterOutcome.Registered);
        }

        // The register says who somebody is; how they proved to be reached is not its business.
        line = line with
        {
            Contacts = current.Contacts,
        };
        var same = current == line with { ImportId = current.ImportId, ImportOutcome = current.ImportOutcome };
        if (same)
        {
            return (current, current.ImportId == importId ? current.ImportOutcome : RegisterOutcome.Unchanged);
        }

        return (line with { ImportId = importId, ImportOutcome = RegisterOutcome.Updated }, RegisterOutcome.Updated);
    }
}
