namespace Serverless.App.Contracts.Messages;

/// <summary>Where a document can be fetched for a few minutes, without a token.</summary>
/// <param name="Sha256">What the fetched bytes must hash to.</param>
internal sealed record DocumentLink(string Url, DateTimeOffset ExpiresAt, string Sha256, long Length);
