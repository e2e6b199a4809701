using Serverless.Platform.Hosting.Problems;

namespace Serverless.UnitTests.Hosting;

public sealed class SpanishWaitTests
{
    [Theory]
    [InlineData(0, "1 segundo")]
    [InlineData(0.2, "1 segundo")]
    [InlineData(7, "7 segundos")]
    [InlineData(90, "90 segundos")]
    [InlineData(90.1, "2 minutos")]
    [InlineData(3_600, "60 minutos")]
    [InlineData(5_400, "90 minutos")]
    [InlineData(5_401, "2 horas")]
    [InlineData(41_234, "12 horas")]
    [InlineData(86_400, "24 horas")]
    public void Wait_is_said_in_the_unit_that_a_person_would_use(double seconds, string words) =>
        Assert.Equal(words, SpanishWait.Of(TimeSpan.FromSeconds(seconds)));
}
