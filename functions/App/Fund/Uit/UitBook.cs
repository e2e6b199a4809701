using System.Collections.Immutable;
using Serverless.App.Fund.Parameters;

namespace Serverless.App.Fund.Uit;

/// <summary>A year's tax unit that waits for a second officer.</summary>
/// <param name="ProposedBy">The staff token's subject.</param>
internal sealed record UitProposal(string Id, UitYear Year, string ProposedBy, DateTimeOffset ProposedAt);

/// <summary>The tax units that officers entered on top of those shipped with the program; a release may ship them later, they stand.</summary>
internal sealed record UitBook(ImmutableArray<UitYear> Years)
{
    internal static readonly UitBook Empty = new([]);

    /// <summary>One at a time: the next year has one value.</summary>
    public UitProposal? Waiting { get; init; }
}
