using System.Security.Cryptography;
using Serverless.App.Contracts.Documents;
using Serverless.App.Contracts.Messages;
using Serverless.Platform.Documents.Evidence;
using Serverless.Platform.Documents.Sealing;
using Serverless.Platform.Storage;
using Serverless.TestKit.Contracts;

namespace Serverless.IntegrationTests.Contracts;

public sealed class SigningTests
{
    [Fact]
    public async Task D09_document_is_signed_with_a_code_for_it_sealed_stored_and_verified_by_anybody()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var paper = await teacher.PresentAsync();

        var signed = await teacher.SignAsync(paper);
        await teacher.PumpAsync();

        Assert.Equal((200, "signed"), (signed.Status, signed.Text("status")));
        var document = await teacher.DocumentAsync(paper.DocumentId);
        var content = await teacher.DownloadAsync(paper.DocumentId);
        Assert.Equal(DocumentStatus.Sealed, document.Status);
        Assert.Equal(document.Sealed!.Sha256, Convert.ToHexStringLower(SHA256.HashData(content)));
        Assert.Equal(paper.Sha256, Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(0, (int)document.File.Length))));
        Assert.True(teacher.Service<PdfSealInspector>().Inspect(content).IsSuccess);
        var verified = await teacher.VerifyAsync(signed.Text("verifyCode"), $"?sha256={document.Sealed.Sha256}");
        Assert.Equal("valid", verified.GetProperty("status").GetString());
        Assert.Equal("same", verified.GetProperty("copy").GetString());
    }

    [Fact]
    public async Task D09_one_changed_byte_of_the_stored_file_answers_tampered_and_it_is_never_handed_out()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var paper = await teacher.PresentAsync();
        var code = (await teacher.SignAsync(paper)).Text("verifyCode");
        await teacher.PumpAsync();
        var document = await teacher.DocumentAsync(paper.DocumentId);

        await teacher.TamperAsync(document.Sealed!, content => [.. content[..500], (byte)(content[500] ^ 1), .. content[501..]]);

        Assert.Equal("tampered", (await teacher.VerifyAsync(code)).GetProperty("status").GetString());
        Assert.NotNull((await teacher.DocumentAsync(paper.DocumentId)).TamperedAt);
        await Assert.ThrowsAsync<HttpRequestException>(() => teacher.DownloadAsync(paper.DocumentId));
    }

    [Fact]
    public async Task D11_code_for_one_document_signs_no_other_and_is_counted()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var first = await teacher.PresentAsync();
        var second = await teacher.PresentAsync(SamplePapers.Affiliation with { Round = 2 });
        await teacher.SeeFaceAsync(second.Operation, second.Parts);
        var (challenge, code) = await teacher.CodeAsync(first.Operation, first.Parts);

        var refused = await teacher.SignAsync(second.DocumentId, challenge, code);

        Assert.StartsWith("identity.code-", refused.Code, StringComparison.Ordinal);
        Assert.Equal(DocumentStatus.Presented, (await teacher.DocumentAsync(second.DocumentId)).Status);
    }

    [Fact]
    public async Task D09_paper_without_a_face_for_its_very_bytes_is_not_signed_and_the_code_is_still_good()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var paper = await teacher.PresentAsync();
        var other = await teacher.PresentAsync(SamplePapers.Affiliation with { Round = 2 });
        var (challenge, code) = await teacher.CodeAsync(paper.Operation, paper.Parts);

        var faceless = await teacher.SignAsync(paper.DocumentId, challenge, code);
        await teacher.SeeFaceAsync(other.Operation, other.Parts);
        var foreign = await teacher.SignAsync(paper.DocumentId, challenge, code);
        await teacher.SeeFaceAsync(paper.Operation, paper.Parts);
        var signed = await teacher.SignAsync(paper.DocumentId, challenge, code);

        Assert.Equal((403, "identity.face-needed"), (faceless.Status, faceless.Code));
        Assert.Equal("identity.face-needed", foreign.Code);
        Assert.True(signed.Status == 200, signed.Body);
    }

    [Fact]
    public async Task Evidence_holds_document_face_code_device_and_policy_and_its_head_stands_in_the_event()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var paper = await teacher.PresentAsync();

        await teacher.SignAsync(paper);

        var document = await teacher.DocumentAsync(paper.DocumentId);
        var kept = await teacher.Service<BlobVault>().GetAsync(document.Evidence!, default);
        var evidence = EvidenceFile.Read(kept.Value.Span, document.EvidenceHead).Value;
        Assert.Equal(["document", "identity", "code", "device", "policy"], evidence.Records.Select(record => record.Kind));
        Assert.Contains(paper.Sha256, evidence.Records[0].Data.GetRawText(), StringComparison.Ordinal);
        var events = await teacher.Service<AggregateStore>().ReadEventsAsync(DocumentStore.Kind, paper.DocumentId, 0, 10, default);
        Assert.Equal(document.EvidenceHead, ContractEvents.DocumentSigned.Read(events[1]).EvidenceHead);
    }

    [Fact]
    public async Task Same_figures_present_the_same_document_and_a_signature_that_comes_again_is_answered_alike()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var papers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => teacher.PresentAsync()));
        var paper = Assert.Single(papers.DistinctBy(one => (one.DocumentId, one.Sha256)));
        await teacher.SeeFaceAsync(paper.Operation, paper.Parts);
        var (challenge, code) = await teacher.CodeAsync(paper.Operation, paper.Parts);

        var first = await teacher.SignAsync(paper.DocumentId, challenge, code, "sign-key-1");
        var second = await teacher.SignAsync(paper.DocumentId, challenge, code, "sign-key-1");
        var third = await teacher.SignAsync(paper.DocumentId, challenge, code, "sign-key-2");

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal((409, "contracts.step-not-allowed"), (third.Status, third.Code));
        var events = await teacher.Service<AggregateStore>().ReadEventsAsync(DocumentStore.Kind, paper.DocumentId, 0, 10, default);
        Assert.Single(events, happened => happened.Type == ContractEvents.DocumentSigned.Type);
    }

    [Fact]
    public async Task D16_certificate_is_sealed_without_a_signature_and_void_once_its_context_says_so()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var documents = teacher.Service<ContractDocuments>();
        var issued = (await documents.IssueAsync(new IssueDocument(teacher.MemberId, "cna-1", SamplePapers.NoDebt), default)).Value;
        var early = await teacher.AskAsync("GET", $"documents/{issued.DocumentId}/link");
        await teacher.PumpAsync();

        var before = await teacher.VerifyAsync(issued.VerifyCode);
        await documents.VoidAsync(issued.DocumentId, "credits.loan-disbursed", default);
        var after = await teacher.VerifyAsync(issued.VerifyCode);

        Assert.Equal("contracts.document-not-ready", early.Code);
        Assert.Equal("valid", before.GetProperty("status").GetString());
        Assert.Equal("revoked", after.GetProperty("status").GetString());
        Assert.Equal("unknown", (await teacher.VerifyAsync("0000-0000-0000-0000")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task D25_newer_letter_revokes_the_older_and_its_paper()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var first = await LetterAsync(teacher, 60, 40);
        var second = await LetterAsync(teacher, 50, 50);

        var letters = (await teacher.AskAsync("GET", "beneficiary-letters")).Json.GetProperty("items");

        Assert.Equal(["in-force", "superseded"], letters.EnumerateArray().Select(one => one.GetProperty("status").GetString()));
        Assert.Equal("revoked", (await teacher.VerifyAsync(first)).GetProperty("status").GetString());
        Assert.Equal("valid", (await teacher.VerifyAsync(second)).GetProperty("status").GetString());
        Assert.Equal(50m, (await teacher.Service<BeneficiaryLetters>().ReadAsync(teacher.MemberId, default))!.Primary[0].Share);
    }

    [Fact]
    public async Task Link_opens_its_document_for_five_minutes_and_nothing_else()
    {
        await using var teacher = await SigningTeacher.SignInAsync();
        var paper = await teacher.PresentAsync();
        var link = (await teacher.AskAsync("GET", $"documents/{paper.DocumentId}/link")).Text("url");
        var ticket = link[(link.LastIndexOf('/') + 1)..];

        teacher.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("contracts.link-invalid", (await teacher.AskAsync("GET", $"files/{ticket}")).Code);
        Assert.Equal("contracts.link-invalid", (await teacher.AskAsync("GET", $"files/{ticket[..^4]}AAAA")).Code);
    }

    private static async Task<string> LetterAsync(SigningTeacher teacher, int first, int second)
    {
        var body = $$"""
            {"primary":[
              {"name":"Inti Quispe","documentType":"ce","documentNumber":"A12345678","kinship":"child","share":{{first}},"birthDate":"1999-01-02"},
              {"name":"Rosa Mamani","documentType":"passport","documentNumber":"PE123456","kinship":"spouse","share":{{second}},"birthDate":"1980-03-04"}
            ]}
            """;
        var drafted = await teacher.AskAsync("POST", "beneficiary-letters", body);
        Assert.True(drafted.Status == 201, drafted.Body);
        var act = drafted.Json.GetProperty("confirmation");
        var parts = act.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!).ToList();
        await teacher.SeeFaceAsync(act.GetProperty("operation").GetString()!, parts);
        var (challenge, code) = await teacher.CodeAsync(act.GetProperty("operation").GetString()!, parts);
        var signed = await teacher.SignAsync(drafted.Text("documentId"), challenge, code);
        Assert.True(signed.Status == 200, signed.Body);
        await teacher.PumpAsync();
        return signed.Text("verifyCode");
    }
}
