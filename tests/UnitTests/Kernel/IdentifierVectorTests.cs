using System.Text.Json;
using Serverless.Platform.Kernel;
using Serverless.UnitTests.Credits.Vectors;

namespace Serverless.UnitTests.Kernel;

/// <summary>The published identifier cases.</summary>
public sealed class IdentifierVectorTests
{
    public static TheoryData<string> Ids => CreditCases.Ids("identifierCases");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Published_identifier_case_holds(string id)
    {
        var published = CreditCases.Find("identifierCases", id);
        var input = published.GetProperty("input").GetString();

        var answer = published.GetProperty("kind").GetString() switch
        {
            "dni_check_character" => Dni.Parse(input)
                .Match(dni => JsonSerializer.Serialize(new[] { $"{dni.CheckDigit}", $"{dni.CheckLetter}" }), _ => "\"invalid\""),
            "ruc_check_digit" => Ruc.Parse(input).Match(_ => "\"valid\"", _ => "\"invalid\""),
            "cci_check_digits" => Cci.Parse(input).Match(_ => "\"valid\"", _ => "\"invalid\""),
            var kind => throw new InvalidOperationException($"Unknown kind {kind}"),
        };

        Assert.Equal(JsonSerializer.Serialize(published.GetProperty("expected")), answer);
    }
}
