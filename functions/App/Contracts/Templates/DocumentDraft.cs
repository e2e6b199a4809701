using Serverless.Platform.Documents;

namespace Serverless.App.Contracts.Templates;

/// <summary>What a template makes of figures: everything the paper says but for its number, code and day of issue.</summary>
/// <param name="Version">Of the template; another wording is another version.</param>
/// <param name="Subject">What it is about, without personal data: readable by every indexer.</param>
internal sealed record DocumentDraft(string Version, string Title, string Subject, IReadOnlyList<Block> Blocks)
{
    public string? Subtitle { get; init; }
}
