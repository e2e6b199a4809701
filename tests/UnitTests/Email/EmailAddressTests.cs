using Serverless.Platform.Email;

namespace Serverless.UnitTests.Email;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData(" Rosa.Quispe+fondo@Example.EDU.pe ", "Rosa.Quispe+fondo@example.edu.pe")]
    [InlineData("a@b.pe", "a@b.pe")]
    public void Address_is_read(string text, string value) => Assert.Equal(value, EmailAddress.Parse(text).Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rosa")]
    [InlineData("@example.org")]
    [InlineData("rosa@localhost")]
    [InlineData("rosa@example.1")]
    [InlineData("rosa@@example.org")]
    [InlineData("ro sa@example.org")]
    [InlineData(".rosa@example.org")]
    [InlineData("ro..sa@example.org")]
    [InlineData("rosa@-example.org")]
    [InlineData("rosa@example.org\r\nBcc: x@example.org")]
    [InlineData("rosa@example..org")]
    [InlineData("\"rosa\"@example.org")]
    [InlineData("rosá@example.org")]
    public void Nonsense_is_refused(string? text) => Assert.Equal("platform.email-invalid", EmailAddress.Parse(text).Error!.Code);

    [Fact]
    public void Longest_parts_are_the_standards()
    {
        Assert.True(EmailAddress.Parse($"{new string('a', 64)}@example.org").IsSuccess);
        Assert.False(EmailAddress.Parse($"{new string('a', 65)}@example.org").IsSuccess);
    }

    [Fact]
    public void Address_is_written_masked() => Assert.Equal("r***@example.org", $"{EmailAddress.Parse("rosa@example.org").Value}");
}
