using Serverless.App.Credits.Offers;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Credits.Offers;

public sealed class OfferRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly Offer Published = new(
        "o",
        "m",
        "c",
        "CONSUMO",
        new Money(8_000m),
        24,
        Today,
        ["credits.offer-reason-antiguedad"]
    )
    {
        Status = OfferStatus.Published,
    };

    [Fact]
    public void D29_offer_can_be_taken_up_to_its_last_day_and_no_longer_whether_or_not_a_message_said_so()
    {
        Assert.Equal((OfferStatus.Accepted, "r"), Pair(OfferRules.Accept(Published, "r", Today).Value));
        Assert.Equal("credits.offer-expired", OfferRules.Accept(Published, "r", Today.AddDays(1)).Error?.Code);
        Assert.Equal("credits.offer-expired", OfferRules.Accept(Published with { Status = OfferStatus.Expired }, "r", Today).Error?.Code);
    }

    [Theory]
    [InlineData(800_000, 24, true)]
    [InlineData(800_001, 24, false)]
    [InlineData(800_000, 25, false)]
    public void Nobody_takes_more_than_was_offered(long centimos, int term, bool within) =>
        Assert.Equal(within, OfferRules.Within(Published, centimos, term).IsSuccess);

    [Fact]
    public void Dismissed_offer_can_no_longer_be_taken() =>
        Assert.Equal(
            "credits.offer-step-not-allowed",
            OfferRules.Accept(OfferRules.Move(Published, OfferStep.Dismiss).Value, "r", Today).Error?.Code
        );

    [Theory]
    [InlineData("40000012,CONSUMO,800000,24,2026-11-22,antiguedad;buen-pagador", true)]
    [InlineData("4000001,CONSUMO,800000,24,2026-11-22,antiguedad", false)]
    [InlineData("40000012,CONSUMO,0,24,2026-11-22,antiguedad", false)]
    [InlineData("40000012,CONSUMO,800000,0,2026-11-22,antiguedad", false)]
    [InlineData("40000012,CONSUMO,800000,24,2026-11-21,antiguedad", false)]
    [InlineData("40000012,CONSUMO,800000,24,2026-11-22,porque-si", false)]
    [InlineData("40000012,CONSUMO,800000,24,2026-11-22", false)]
    public void Line_of_a_file_is_an_offer_or_an_error(string line, bool taken)
    {
        var record = new CsvRecord(1, 0, 2, CsvFields.Split(line)!, null);

        Assert.Equal(taken, OfferLine.Parse(record, Today).IsSuccess);
    }

    [Fact]
    public void Every_status_is_reached_and_every_move_not_in_the_table_is_refused()
    {
        var reached = new HashSet<OfferStatus> { OfferStatus.None };
        var frontier = new Queue<OfferStatus>(reached);
        while (frontier.TryDequeue(out var status))
        {
            var allowed = OfferRules.Allowed(status).ToHashSet();
            foreach (var step in Enum.GetValues<OfferStep>())
            {
                var moved = OfferRules.Move(Published with { Status = status }, step);
                Assert.Equal(allowed.Contains(step), moved.IsSuccess);
                if (moved.IsSuccess && reached.Add(moved.Value.Status))
                {
                    frontier.Enqueue(moved.Value.Status);
                }
            }
        }

        Assert.Equal(Enum.GetValues<OfferStatus>().Length, reached.Count);
    }

    private static (OfferStatus, string?) Pair(Offer offer) => (offer.Status, offer.RequestId);
}
