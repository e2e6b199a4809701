using System.Text.RegularExpressions;

namespace Serverless.UnitTests.Snapshots;

public sealed partial class ErrorCodeSnapshotTests
{
    [Fact]
    public void Error_codes_are_those_that_callers_know() =>
        Snapshot.Matches("tests/UnitTests/Snapshots/error-codes.txt", ErrorCodes.InSources);

    [Fact]
    public void Error_codes_are_a_context_and_a_what() => Assert.All(ErrorCodes.InSources, code => Assert.Matches(Shape(), code));

    [Theory]
    [InlineData("""Error.Invalid("money.bad")""")]
    [InlineData("""new Error("money.bad", ErrorKind.Invalid)""")]
    [InlineData("""internal static readonly Error Bad = new("money.bad", ErrorKind.Invalid);""")]
    [InlineData("""internal static Error Bad => new("money.bad", ErrorKind.Invalid);""")]
    [InlineData(
        """static Error Above(string code, Rate cap) => Error.Invalid(code).With("cap", ""); Error Of() => Above("money.bad", cap);"""
    )]
    [InlineData("Error\n        .Invalid(\n            \"money.bad\")")]
    public void Error_code_is_found_however_it_is_written(string source) => Assert.Equal(["money.bad"], ErrorCodes.In(source));

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Shape();
}
