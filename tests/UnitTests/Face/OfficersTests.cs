using Serverless.Platform.Face;

namespace Serverless.UnitTests.Face;

/// <summary>Officers as a verifier: the product runs with biometrics off.</summary>
public sealed class OfficersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", FaceDecision.Pending)]
    [InlineData("ana:Match", FaceDecision.Pending)]
    [InlineData("ana:Match ana:Match", FaceDecision.Pending)]
    [InlineData("ana:Match bruno:Match", FaceDecision.Match)]
    [InlineData("ana:NoMatch bruno:NoMatch", FaceDecision.NoMatch)]
    [InlineData("ana:Match bruno:NoMatch", FaceDecision.Inconclusive)]
    [InlineData("ana:Match bruno:Inconclusive", FaceDecision.Inconclusive)]
    [InlineData("ana:Match ana:NoMatch bruno:Match", FaceDecision.Match)]
    public async Task Two_different_officers_must_agree(string votes, FaceDecision decision)
    {
        var question = new FaceQuestion(null, "reference", null) { Votes = [.. Votes(votes)] };

        var reading = await new ManualReviewVerifier().ReadAsync(question, default);

        Assert.Equal(decision, reading.Value.Decision);
        Assert.Equal(decision is FaceDecision.NoMatch or FaceDecision.Inconclusive ? 1 : 0, reading.Value.FailedTries);
    }

    [Fact]
    public async Task Phone_is_asked_for_a_photo_and_gets_no_token()
    {
        var ticket = await new ManualReviewVerifier().BeginAsync(FaceHost.Wish([1]), default);

        Assert.Null(ticket.Value.PhoneToken);
    }

    private static IEnumerable<OfficerVote> Votes(string votes) =>
        votes
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(vote => vote.Split(':'))
            .Select(vote => new OfficerVote(vote[0], Enum.Parse<FaceDecision>(vote[1]), Noon));
}
