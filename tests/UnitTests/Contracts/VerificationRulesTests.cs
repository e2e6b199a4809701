using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;
using Serverless.App.Contracts.Verification;
using Serverless.Platform.Storage;

namespace Serverless.UnitTests.Contracts;

public sealed class VerificationRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
    private static readonly VaultReceipt File = new("contracts/x/file.pdf", 10, new string('a', 64));

    private static readonly ContractDocument Document = new(
        "id",
        DocumentKinds.NoDebtCertificate,
        "member",
        "subject",
        "CNA-1",
        File,
        Noon
    );

    [Theory]
    [InlineData("Presented", "pending")]
    [InlineData("Signed", "valid")]
    [InlineData("Issued", "valid")]
    [InlineData("Sealed", "valid")]
    [InlineData("Lapsed", "unknown")]
    [InlineData("Annulled", "revoked")]
    [InlineData("Replaced", "revoked")]
    public void Public_is_told_what_the_state_means(string status, string expected) =>
        Assert.Equal(expected, VerificationRules.StatusOf(Document with { Status = Enum.Parse<DocumentStatus>(status) }, Today));

    [Fact]
    public void Certificate_expires_after_its_last_day()
    {
        var certificate = Document with { Status = DocumentStatus.Sealed, ValidUntil = Today };

        Assert.Equal("valid", VerificationRules.StatusOf(certificate, Today));
        Assert.Equal("expired", VerificationRules.StatusOf(certificate, Today.AddDays(1)));
    }

    [Fact]
    public void Document_whose_files_were_removed_at_the_end_of_its_time_has_expired() =>
        Assert.Equal("expired", VerificationRules.StatusOf(Document with { Status = DocumentStatus.Sealed, RemovedAt = Noon }, Today));

    [Fact]
    public void Copy_is_the_same_only_with_the_hash_of_the_file_that_counts()
    {
        var document = Document with { Sealed = new VaultReceipt("contracts/x/sealed.pdf", 20, new string('b', 64)) };

        Assert.Null(VerificationRules.Compare(document, null));
        Assert.Equal("same", VerificationRules.Compare(document, new string('B', 64)));
        Assert.Equal("different", VerificationRules.Compare(document, new string('a', 64)));
    }

    [Theory]
    [InlineData("7k3m9qxd04tzhb2n", "7K3M9QXD04TZHB2N")]
    [InlineData("7K3M-9QXD-O4TZ-HB2N", "7K3M9QXD04TZHB2N")]
    [InlineData("I111 L111 1111 1111", "1111111111111111")]
    [InlineData("7K3M-9QXD", null)]
    [InlineData("7K3M-9QXD-04TZ-HB2U", null)]
    [InlineData("../../../../etc/passwd", null)]
    public void Code_is_read_as_people_type_it(string typed, string? code) => Assert.Equal(code, VerifyCodes.Normal(typed));

    [Fact]
    public void Document_is_signed_once_in_time_and_sealed_once()
    {
        var presented = Document with { Status = DocumentStatus.Presented, SignUntil = Noon.AddDays(7) };

        var signed = DocumentRules.Sign(presented, File, "head", Noon.AddDays(1)).Value;
        var done = DocumentRules.Seal(signed, File, null, Noon.AddDays(1)).Value;

        Assert.Equal("contracts.document-lapsed", DocumentRules.MayBeSigned(presented, Noon.AddDays(7)).Error?.Code);
        Assert.Equal("contracts.step-not-allowed", DocumentRules.Sign(signed, File, "head", Noon).Error?.Code);
        Assert.Equal("contracts.step-not-allowed", DocumentRules.Seal(done, File, null, Noon).Error?.Code);
        Assert.Equal("contracts.step-not-allowed", DocumentRules.Lapse(signed, Noon.AddDays(8)).Error?.Code);
        Assert.Equal(DocumentStatus.Lapsed, DocumentRules.Lapse(presented, Noon.AddDays(8)).Value.Status);
    }

    [Fact]
    public void Void_document_stays_void()
    {
        var replaced = DocumentRules.Void(Document with { Status = DocumentStatus.Sealed }, DocumentRules.Replaced, Noon).Value;

        Assert.Equal(DocumentStatus.Replaced, replaced.Status);
        Assert.Equal("contracts.step-not-allowed", DocumentRules.Void(replaced, "annulled", Noon).Error?.Code);
    }
}
