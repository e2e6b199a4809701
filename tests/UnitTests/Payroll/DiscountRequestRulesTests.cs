using CsCheck;
using Serverless.App.Payroll;
using Serverless.App.Payroll.Layout;
using Serverless.App.Payroll.Messages;
using Serverless.App.Payroll.Requests;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Payroll;

public sealed class DiscountRequestRulesTests
{
    private static readonly Money Amount = Money.FromCentimos(2750);
    private static readonly PayrollPeriod December = new(2026, 12);

    private static readonly DiscountRequest Open = new(
        "r1",
        "m1",
        DiscountConcepts.Affiliation,
        new DiscountAttempt(1, 1),
        "UGEL-01",
        new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)
    );

    private static readonly DiscountRequest Sent = DiscountRequestRules.Send(Open, "f1", December, Amount).Value;

    [Theory]
    [InlineData(2750, 2750, nameof(LineOutcome.Applied), nameof(DiscountStatus.Applied), 2750)]
    [InlineData(2750, 1000, nameof(LineOutcome.Partial), nameof(DiscountStatus.Applied), 1000)]
    [InlineData(2750, 0, nameof(LineOutcome.Rejected), nameof(DiscountStatus.Rejected), 0)]
    [InlineData(3000, 3000, nameof(LineOutcome.Unmatched), nameof(DiscountStatus.Unmatched), 0)]
    public void D23_answer_is_booked_by_what_it_says(long asked, long taken, string outcome, string status, long booked)
    {
        var answered = DiscountRequestRules.Answer(Sent, "in1", Line(2, asked, taken));

        Assert.Equal((outcome, status), ($"{answered.Outcome}", $"{answered.Request.Status}"));
        Assert.Equal(booked, answered.Request.AppliedCentimos);
    }

    [Fact]
    public void Same_line_read_again_comes_to_the_same_outcome_and_changes_nothing()
    {
        var first = DiscountRequestRules.Answer(Sent, "in1", Line(2, 2750, 1000));

        var again = DiscountRequestRules.Answer(first.Request, "in1", Line(2, 2750, 1000));

        Assert.Equal((LineOutcome.Partial, first.Request), (again.Outcome, again.Request));
    }

    [Theory]
    [InlineData(2750, nameof(LineOutcome.Repeated))]
    [InlineData(0, nameof(LineOutcome.Contradicted))]
    [InlineData(100, nameof(LineOutcome.Contradicted))]
    public void Later_line_never_changes_what_is_booked(long taken, string outcome)
    {
        var booked = DiscountRequestRules.Answer(Sent, "in1", Line(2, 2750, 2750)).Request;

        var later = DiscountRequestRules.Answer(booked, "in2", Line(2, 2750, taken));

        Assert.Equal((outcome, booked), ($"{later.Outcome}", later.Request));
    }

    [Fact]
    public void Corrected_line_settles_what_was_unmatched()
    {
        var unmatched = DiscountRequestRules.Answer(Sent, "in1", Line(2, 3000, 3000)).Request;

        var settled = DiscountRequestRules.Answer(unmatched, "in2", Line(2, 2750, 2750));

        Assert.Equal((LineOutcome.Applied, true, DiscountStatus.Applied), (settled.Outcome, settled.WasUnmatched, settled.Request.Status));
    }

    [Fact]
    public void Request_stands_in_one_file_only()
    {
        Assert.Equal(Sent, DiscountRequestRules.Send(Sent, "f1", December, Amount).Value);
        Assert.Equal(PayrollErrors.RequestNotOpen, DiscountRequestRules.Send(Sent, "f2", December, Amount).Error);
    }

    [Fact]
    public void Any_series_of_answers_books_at_most_once_and_at_most_what_was_asked() =>
        Gen.Select(
                Gen.Int[0, 3].Select(pick => pick == 0 ? 3000L : 2750L),
                Gen.Int[0, 2].Select(pick => (long)(pick * 1375)),
                Gen.Int[1, 3],
                Gen.Int[2, 4]
            )
            .Array[1, 12]
            .Sample(answers =>
            {
                var request = Sent;
                var bookings = 0;
                foreach (var (asked, taken, file, line) in answers)
                {
                    var before = request.Answers.Count;
                    var answered = DiscountRequestRules.Answer(request, $"in{file}", Line(line, asked, Math.Min(asked, taken)));
                    request = answered.Request;
                    var isNew = request.Answers.Count > before;
                    bookings += isNew && answered.Outcome != LineOutcome.Unmatched ? 1 : 0;
                }

                Assert.InRange(bookings, 0, 1);
                Assert.InRange(request.AppliedCentimos, 0, request.RequestedCentimos);
            });

    private static ResultLine Line(int number, long asked, long taken) =>
        new(
            number,
            "40000001",
            "1000000001",
            DiscountConcepts.Affiliation,
            "2026-12",
            asked,
            taken == 0 ? PayrollVerdict.Rejected
                : taken == asked ? PayrollVerdict.Applied
                : PayrollVerdict.Partial,
            taken,
            taken == asked ? "" : "TOPE-50"
        );
}
