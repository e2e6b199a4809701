using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serverless.App.Credits.Simulations;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.UnitTests.Hosting;

public sealed class WrittenOkTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    [InlineData(600)]
    public async Task Answer_of_any_length_arrives_whole_and_says_how_long_it_is(int rows)
    {
        var answer = AnswerOf(rows);
        var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };

        await new WrittenOk<SimulationView>(answer, SimulationWriter.Write).ExecuteAsync(context);

        Assert.Equal(rows, JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("schedule").GetArrayLength());
        Assert.Equal((body.Length, "application/json; charset=utf-8"), (context.Response.ContentLength, context.Response.ContentType));
    }

    [Fact]
    public async Task Kept_answer_is_sent_as_the_first_was_and_as_often_as_it_is_asked_for()
    {
        var first = new WrittenOk<SimulationView>(AnswerOf(24), SimulationWriter.Write);
        var kept = first.Kept();

        var sent = await SentAsync(first);

        Assert.Equal(sent, await SentAsync(kept));
        Assert.Equal(sent, await SentAsync(kept));
        Assert.Equal(sent, kept.Body.ToArray());
        Assert.Same(kept, kept.Kept());
    }

    private static async Task<byte[]> SentAsync(WrittenOk<SimulationView> answer)
    {
        var body = new MemoryStream();
        await answer.ExecuteAsync(new DefaultHttpContext { Response = { Body = body } });
        return body.ToArray();
    }

    private static SimulationView AnswerOf(int rows)
    {
        var row = new ScheduleRowView(1, new(2026, 2, 15), new(2026, 2, 16), 31, 800_000, 1, 2, 3, 4, 5, 6);
        return new(
            null!,
            [.. Enumerable.Range(1, rows).Select(number => row with { Number = number })],
            new(113.09m, "Circular", false),
            null,
            [],
            null
        );
    }
}
