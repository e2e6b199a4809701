using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity;
using Serverless.Platform.Authorization;
using Serverless.Platform.Kernel;
using Serverless.Platform.Sms;

namespace Serverless.UnitTests.Authorization;

public sealed class OperationPoliciesTests
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly OperationPolicy Strict = new(
        "credits.accept",
        "aceptar tu credito",
        "member",
        new DateOnly(2026, 1, 1),
        "rule 3"
    )
    {
        LiveSession = true,
        DeviceAgeHours = 24,
        Face = true,
        Document = true,
        Code = true,
        SecondOfficer = true,
    };

    private static readonly Assurance Everything = new()
    {
        SessionIsLive = true,
        DeviceSince = Noon.AddHours(-24),
        FacePassed = true,
        DocumentSigned = true,
        CodeConfirmed = true,
        SecondOfficerAgreed = true,
    };

    [Fact]
    public void Operation_without_a_row_is_denied() =>
        Assert.Equal(OperationPolicies.NoPolicy, Table(Strict).Check("credits.nobody-wrote-this", Everything).Error);

    [Fact]
    public void Everything_that_the_row_asks_for_is_enough() => Assert.True(Table(Strict).Check("credits.accept", Everything).IsSuccess);

    [Theory]
    [InlineData("session")]
    [InlineData("device-age")]
    [InlineData("face")]
    [InlineData("document")]
    [InlineData("code")]
    public void Anything_that_is_missing_is_named(string what)
    {
        var proved = what switch
        {
            "session" => Everything with { SessionIsLive = false },
            "device-age" => Everything with { DeviceSince = Noon.AddHours(-23) },
            "face" => Everything with { FacePassed = false },
            "document" => Everything with { DocumentSigned = false },
            _ => Everything with { CodeConfirmed = false },
        };

        var refused = Table(Strict).Check("credits.accept", proved).Error!;
        Assert.Equal(what, refused.Arguments["missing"]);
        Assert.DoesNotContain(what, refused.Arguments["missingText"], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("20000", null, true)]
    [InlineData("20000", "20000.00", false)]
    [InlineData("20000", "20000.01", true)]
    public void D08_amount_above_the_limit_waits_for_a_second_officer(string? above, string? amount, bool waits)
    {
        var row = Strict with { SecondOfficerAbove = above is null ? null : decimal.Parse(above, Invariant) };
        var proved = Everything with
        {
            SecondOfficerAgreed = false,
            Amount = amount is null ? null : new Money(decimal.Parse(amount, Invariant)),
        };

        var refused = Table(row).Check("credits.accept", proved).Error;

        Assert.Equal(waits ? ErrorKind.Conflict : null, refused?.Kind);
    }

    [Theory]
    [InlineData("rosa", "platform.duties-not-separate")]
    [InlineData("ana", null)]
    public void Duty_of_a_row_is_for_somebody_who_had_no_other_part_of_the_work(string principal, string? code)
    {
        var row = Strict with { Duty = "approver" };
        var proved = Everything with { Principal = principal, DutiesTaken = [new Duty("requester", "rosa")] };

        Assert.Equal(code, Table(row).Check("credits.accept", proved).Error?.Code);
    }

    [Fact]
    public void Duty_without_a_principal_is_a_bug_and_throws() =>
        Assert.Throws<ArgumentException>(() => Table(Strict with { Duty = "payer" }).Check("credits.accept", Everything));

    [Fact]
    public void Device_of_unknown_age_is_too_young() =>
        Assert.Equal(
            "device-age",
            Table(Strict).Check("credits.accept", Everything with { DeviceSince = null }).Error?.Arguments["missing"]
        );

    [Fact]
    public void Row_counts_from_its_first_day_to_its_last_in_lima()
    {
        var now = Strict with { ValidTo = new DateOnly(2026, 11, 22) };
        var next = Strict with { ValidFrom = new DateOnly(2026, 11, 23), Face = false };
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 4, 59, 0, TimeSpan.Zero));
        var table = new OperationPolicies([now, next], clock);

        var before = table.For("credits.accept").Value.Face;
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((true, false), (before, table.For("credits.accept").Value.Face));
    }

    [Fact]
    public void Row_whose_time_is_over_denies() =>
        Assert.Equal(OperationPolicies.NoPolicy, Table(Strict with { ValidTo = new DateOnly(2026, 11, 21) }).For("credits.accept").Error);

    [Fact]
    public void Rows_that_overlap_are_no_table() => Assert.Throws<ArgumentException>(() => Table(Strict, Strict));

    [Fact]
    public void Interim_rows_in_force_are_named_for_the_check_at_start()
    {
        var later = Strict with { Operation = "credits.later", Interim = true, ValidFrom = new DateOnly(2027, 1, 1) };
        var table = Table(Strict, Strict with { Operation = "credits.now", Interim = true }, later);

        Assert.Equal(["credits.now"], table.Interim());
    }

    [Fact]
    public void Shipped_table_holds_no_interim_row_at_any_time_and_its_signatures_ask_for_face_and_code()
    {
        using var json = IdentityModule.Policies();
        var rows = OperationPolicies.Read(json);

        Assert.DoesNotContain(rows, row => row.Interim);
        string[] kinds = ["affiliation-contract", "beneficiary-letter", "credit-contract"];
        var signatures = kinds.Select(kind => rows.Single(row => row.Operation == $"contracts.sign-{kind}"));
        Assert.All(signatures, row => Assert.True(row is { LiveSession: true, Face: true, Code: true }, row.Operation));
        Assert.True(rows.Single(row => row.Operation == "membership.confirm-affiliation") is { Document: true, Code: true });
    }

    [Fact]
    public void Face_of_another_step_is_taken_by_one_row_only_for_an_hour_from_a_step_that_asks_for_one()
    {
        using var json = IdentityModule.Policies();
        var rows = OperationPolicies.Read(json);

        var row = Assert.Single(rows, row => row.FaceOf is not null);

        Assert.Equal(("contracts.sign-credit-contract", "credits.accept-terms", 60), (row.Operation, row.FaceOf, row.FaceOfMinutes));
        Assert.True(rows.Single(step => step.Operation == row.FaceOf).Face);
    }

    [Fact]
    public void Column_that_nobody_knows_is_no_row()
    {
        using var json = new MemoryStream(
            Encoding.UTF8.GetBytes("""[{"operation":"a.b","name":"x","who":"member","validFrom":"2026-01-01","source":"s","faec":true}]""")
        );

        Assert.Throws<System.Text.Json.JsonException>(() => OperationPolicies.Read(json));
    }

    [Fact]
    public void Shipped_table_has_a_source_in_every_row_and_names_that_fit_into_a_text()
    {
        using var json = IdentityModule.Policies();
        var rows = OperationPolicies.Read(json);

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.NotEmpty(row.Source));
        Assert.All(rows, row => Assert.True(row.Name.Length is > 0 and <= 40 && SmsSegments.IsGsm7(row.Name), row.Name));
        Assert.All(rows, row => Assert.Matches("^(anyone|device|member|staff:[a-z|-]+)$", row.Who));
    }

    private static OperationPolicies Table(params OperationPolicy[] rows) => new(rows, new FakeTimeProvider(Noon));
}
