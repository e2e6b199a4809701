using System.Text;
using Serverless.App.Membership.Affiliations;

namespace Serverless.UnitTests.Membership;

public sealed class ServicesByKindTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("nombrado", true)]
    [InlineData("contratado", false)]
    [InlineData("cesante", false)]
    [InlineData("auxiliar", false)]
    [InlineData("otro", false)]
    public void D23_only_appointed_teachers_join_under_the_statute_in_force(string kind, bool admitted) =>
        Assert.Equal(admitted, ServicesByKind.Shipped().Check(ServicesByKind.Affiliation, kind, Today).IsSuccess);

    [Fact]
    public void Refusal_names_the_kind_and_the_service()
    {
        var refused = ServicesByKind.Shipped().Check(ServicesByKind.Affiliation, "cesante", Today).Error!;

        Assert.Equal(
            ("membership.kind-not-admitted", "cesante", "affiliation"),
            (refused.Code, refused.Arguments["kind"], refused.Arguments["service"])
        );
    }

    [Fact]
    public void Service_that_the_matrix_does_not_name_is_open_to_nobody() =>
        Assert.False(ServicesByKind.Shipped().Check("banking", "nombrado", Today).IsSuccess);

    [Fact]
    public void Another_row_of_data_admits_another_kind_from_its_day_on()
    {
        const string json = """
            [
              {"from":"2026-01-01","to":"2026-12-31","services":{"affiliation":["nombrado"]},"source":"statute"},
              {"from":"2027-01-01","services":{"affiliation":["nombrado","auxiliar"]},"source":"board"}
            ]
            """;

        var matrix = ServicesByKind.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))).Value;

        Assert.Equal([], matrix.Of("auxiliar", new DateOnly(2026, 12, 31)));
        Assert.Equal(["affiliation"], matrix.Of("auxiliar", new DateOnly(2027, 1, 1)));
    }
}
