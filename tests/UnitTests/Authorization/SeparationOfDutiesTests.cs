using Serverless.Platform.Authorization;

namespace Serverless.UnitTests.Authorization;

public sealed class SeparationOfDutiesTests
{
    private static readonly Duty[] Taken = [new("requester", "rosa"), new("calculator", "luis")];

    [Fact]
    public void Somebody_without_a_duty_may_take_one() =>
        Assert.True(SeparationOfDuties.Check(Taken, new Duty("approver", "ana")).IsSuccess);

    [Theory]
    [InlineData("rosa", "requester")]
    [InlineData("luis", "calculator")]
    public void Second_duty_of_one_person_is_refused_and_the_first_is_named(string principal, string first)
    {
        var refused = SeparationOfDuties.Check(Taken, new Duty("approver", principal)).Error;

        Assert.Equal(("platform.duties-not-separate", first), (refused?.Code, refused?.Arguments["duty"]));
    }

    [Fact]
    public void Same_duty_again_is_a_repetition() => Assert.True(SeparationOfDuties.Check(Taken, new Duty("calculator", "luis")).IsSuccess);
}
