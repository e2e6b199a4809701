using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Credits.Products;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Hosting.Problems;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Products;

namespace Serverless.UnitTests.Credits.Simulations;

public sealed class GivenAnswersTests
{
    private static readonly SimulationRequest Usual = new("CONSUMO", 800_000, 24);
    private readonly FakeTimeProvider _time = new(SampleCatalogue.Now);
    private readonly Simulate _simulate;
    private Catalogue _stored = SampleCatalogue.Shipped;

    public GivenAnswersTests() =>
        _simulate = new(
            new CreditTablesInForce(_ => Task.FromResult(_stored), _time, NullLogger<CreditTablesInForce>.Instance),
            new WorkingCalendar(HolidayTable.Shipped()),
            _time
        );

    [Fact]
    public async Task D30_same_question_gets_the_bytes_that_were_given_before()
    {
        var first = await AnswerAsync(Usual);

        Assert.Same(first, await AnswerAsync(Usual with { }));
        Assert.Contains("\"amountCentimos\":800000", Text(first), StringComparison.Ordinal);
    }

    public static TheoryData<string> Others => [.. OtherQuestions.Keys];

    private static readonly Dictionary<string, SimulationRequest> OtherQuestions = new()
    {
        ["product"] = Usual with { Product = "AMPLIACION" },
        ["amount"] = Usual with { AmountCentimos = 800_100 },
        ["term"] = Usual with { Instalments = 25 },
        ["grace"] = Usual with { Grace = "partial", GracePeriods = 1 },
        ["insurance"] = Usual with { OwnInsurance = true },
        ["first due"] = Usual with { FirstDue = SampleCatalogue.Today.AddDays(40) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task D30_question_that_differs_in_anything_is_worked_out(string difference)
    {
        var usual = await AnswerAsync(Usual);

        Assert.NotEqual(Text(usual), Text(await AnswerAsync(OtherQuestions[difference])));
    }

    [Fact]
    public async Task D30_payslip_and_debts_are_somebodys_own_and_are_not_kept()
    {
        SimulationRequest[] own =
        [
            Usual with
            {
                Payslip = new(500_000, 65_000, 0, 30_000),
            },
            Usual with
            {
                Debts = [new(100_000, 20_000, 6)],
            },
            Usual with
            {
                Compare = [12],
            },
        ];
        foreach (var question in own)
        {
            var first = await AnswerAsync(question);
            var second = await AnswerAsync(question);

            Assert.NotSame(first, second);
            Assert.Equal(Text(first), Text(second));
        }
    }

    [Fact]
    public async Task D17_new_version_of_a_product_is_what_answers_say_as_soon_as_the_tables_are_read()
    {
        var before = await AnswerAsync(Usual);
        _stored = _stored with
        {
            Products = [.. _stored.Products.Select(row => row.Code == "CONSUMO" ? row with { TeaPercent = row.TeaPercent - 1m } : row)],
        };
        Assert.Same(before, await AnswerAsync(Usual));
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.NotEqual(Text(before), Text(await AnswerAsync(Usual)));
    }

    [Fact]
    public async Task D30_next_day_in_Lima_has_other_due_dates()
    {
        _time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 4, 59, 59, TimeSpan.Zero));
        var today = await AnswerAsync(Usual);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotEqual(Text(today), Text(await AnswerAsync(Usual)));
    }

    [Fact]
    public async Task D30_only_so_many_are_kept_and_all_are_right()
    {
        for (var extra = 0; extra < GivenAnswers.Most; extra++)
        {
            await AnswerAsync(Usual with { AmountCentimos = 500_000 + (extra * 1_000) });
        }

        var late = Usual with { AmountCentimos = 499_000 };
        var first = await AnswerAsync(late);
        var second = await AnswerAsync(late);

        Assert.NotSame(first, second);
        Assert.Equal(Text(first), Text(second));
        var early = Usual with { AmountCentimos = 500_000 };
        Assert.Same(await AnswerAsync(early), await AnswerAsync(early));
    }

    private async Task<WrittenOk<SimulationView>> AnswerAsync(SimulationRequest question) =>
        (await _simulate.AnswerAsync(question, default)).Value;

    private static string Text(WrittenOk<SimulationView> answer) => Encoding.UTF8.GetString(answer.Body.Span);
}
