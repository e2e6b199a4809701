namespace Serverless.App.Benefits.Claimants;

/// <summary>
/// Somebody who is no member and has to do with a death: a beneficiary or an heir. Until an officer has seen them in person and bound a
/// phone, they are nobody; afterwards they see the one claim and nothing else. Name, document and phone are in the encrypted row.
/// </summary>
/// <param name="Device">Thumbprint of the phone that asked; another one asks anew.</param>
internal sealed record Claimant(string Id, string Device, DateTimeOffset AskedAt)
{
    /// <summary>Set when an officer has bound a phone.</summary>
    public string? ClaimId { get; init; }

    /// <summary>The officer who saw them.</summary>
    public string? BoundBy { get; init; }

    /// <summary>Which code is the current one; 0 before the first. A newer one makes older ones and open sessions worthless.</summary>
    public int CodeNumber { get; init; }

    public DateTimeOffset? CodeAskedAt { get; init; }

    /// <summary>Wrong and right ones: spent before they are compared (decision 23).</summary>
    public int GuessesSpent { get; init; }

    /// <summary>The current code was shown; it is good once.</summary>
    public bool CodeUsed { get; init; }
}

/// <summary>The encrypted row <c>person</c>.</summary>
/// <param name="Phone">As the officer bound it; null before.</param>
/// <param name="DeceasedDni">Of the member whose benefit it is about.</param>
internal sealed record ClaimantPerson(string Dni, string Name, string Kinship, string DeceasedDni, DateOnly DiedOn, string? Phone)
{
    public override string ToString() => nameof(ClaimantPerson);
}

/// <summary>What happened to a claimant; ids only.</summary>
/// <param name="Act"><c>asked</c>, <c>bound</c>, <c>code-asked</c>, <c>guess</c>, <c>entered</c>.</param>
/// <param name="By"><c>claimant</c> or the staff token's subject.</param>
internal sealed record ClaimantChanged(string ClaimantId, string Act, string By, int CodeNumber);
