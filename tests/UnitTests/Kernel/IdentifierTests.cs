using CsCheck;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Kernel;

public sealed class IdentifierTests
{
    [Fact]
    public void Dni_keeps_leading_zeros_and_masks_itself()
    {
        var dni = Dni.Parse("00117410").Value;

        Assert.Equal("00117410", dni.Value);
        Assert.Equal("*****410", dni.ToString());
        Assert.Equal("*****410", $"{dni}");
    }

    [Theory]
    [InlineData("10117410-2")]
    [InlineData("101174102")]
    [InlineData("10117410-G")]
    [InlineData("10117410g")]
    public void Dni_with_its_check_character_is_read(string text) => Assert.Equal("10117410", Dni.Parse(text).Value.Value);

    [Theory]
    [InlineData(null, "platform.dni-invalid")]
    [InlineData("1011741", "platform.dni-invalid")]
    [InlineData("1011741A", "platform.dni-invalid")]
    [InlineData("10117410 2", "platform.dni-invalid")]
    [InlineData("10117410-22", "platform.dni-invalid")]
    [InlineData("١٠١١٧٤١٠", "platform.dni-invalid")]
    [InlineData("10117410-3", "platform.dni-check-mismatch")]
    [InlineData("10117410H", "platform.dni-check-mismatch")]
    public void Dni_that_is_wrong_is_refused(string? text, string code) => Assert.Equal(code, Dni.Parse(text).Error?.Code);

    [Fact]
    public void Ruc_of_a_person_holds_the_dni() =>
        Gen.Int[0, 99_999_999]
            .Sample(number =>
            {
                var dni = Dni.Parse(number.ToString("D8")).Value;
                var ruc = Ruc.Of(dni);
                return Ruc.Parse(ruc.Value).Value == ruc && ruc.Dni == dni && ruc.IsPerson;
            });

    [Fact]
    public void Ruc_of_a_company_holds_no_dni()
    {
        var ruc = Ruc.Parse("20512333797").Value;

        Assert.False(ruc.IsPerson);
        Assert.Null(ruc.Dni);
        Assert.Equal("********797", ruc.ToString());
    }

    [Theory]
    [InlineData(null, "platform.ruc-invalid")]
    [InlineData("2051233379", "platform.ruc-invalid")]
    [InlineData("30512333797", "platform.ruc-invalid")]
    [InlineData("2051233379X", "platform.ruc-invalid")]
    [InlineData("20512333798", "platform.ruc-check-mismatch")]
    public void Ruc_that_is_wrong_is_refused(string? text, string code) => Assert.Equal(code, Ruc.Parse(text).Error?.Code);

    // Published examples: a payment company's guide and a company's own page.
    [Theory]
    [InlineData("01136600010003254221", "011", "366")]
    [InlineData("011-241-000190006582-70", "011", "241")]
    public void Cci_published_is_read(string text, string bank, string office)
    {
        var cci = Cci.Parse(text).Value;

        Assert.Equal((bank, office), (cci.BankCode, cci.OfficeCode));
        Assert.Equal(20, cci.Value.Length);
        Assert.Equal(new string('*', 17) + cci.Value[17..], cci.ToString());
    }

    [Theory]
    [InlineData(null, "platform.cci-invalid")]
    [InlineData("0113660001000325422", "platform.cci-invalid")]
    [InlineData("011-366-00010003254-221", "platform.cci-invalid")]
    [InlineData("011-36-6000100032542-21", "platform.cci-invalid")]
    [InlineData("01136600010003254220", "platform.cci-check-mismatch")]
    [InlineData("01136600010003254231", "platform.cci-check-mismatch")]
    public void Cci_that_is_wrong_is_refused(string? text, string code) => Assert.Equal(code, Cci.Parse(text).Error?.Code);

    [Theory]
    [InlineData("987654321")]
    [InlineData("+51987654321")]
    [InlineData("51 987 654 321")]
    [InlineData("0051-987-654-321")]
    public void Mobile_number_is_normalised(string text)
    {
        var number = MobileNumber.Parse(text).Value;

        Assert.Equal("+51987654321", number.E164);
        Assert.Equal("*********321", number.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("887654321")]
    [InlineData("98765432")]
    [InlineData("9876543210")]
    [InlineData("+54987654321")]
    [InlineData("98765432a")]
    [InlineData("+5198765432100000000000000")]
    public void Mobile_number_that_is_wrong_is_refused(string? text) =>
        Assert.Equal("platform.mobile-invalid", MobileNumber.Parse(text).Error?.Code);

    [Theory]
    [InlineData("150101", true)]
    [InlineData("250401", true)]
    [InlineData("000101", false)]
    [InlineData("260101", false)]
    [InlineData("150001", false)]
    [InlineData("150100", false)]
    [InlineData("15010", false)]
    [InlineData("15010a", false)]
    [InlineData(null, false)]
    public void Ubigeo_names_a_district(string? code, bool valid) => Assert.Equal(valid, Ubigeo.Parse(UbigeoScheme.Inei, code).IsSuccess);

    [Fact]
    public void Ubigeo_of_another_scheme_is_another_place()
    {
        var (inei, reniec) = (Ubigeo.Parse(UbigeoScheme.Inei, "150101").Value, Ubigeo.Parse(UbigeoScheme.Reniec, "150101").Value);

        Assert.NotEqual(inei, reniec);
        Assert.Equal(("15", "1501", "Inei:150101"), (inei.Department, inei.Province, inei.ToString()));
    }
}
