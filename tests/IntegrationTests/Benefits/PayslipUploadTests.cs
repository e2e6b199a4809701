using System.Net.Http.Headers;
using System.Security.Cryptography;
using Serverless.App.Benefits.Claims;
using Serverless.IntegrationTests.Storage;

namespace Serverless.IntegrationTests.Benefits;

/// <summary>Row D34: a payslip (boleta) is sent as a paper of a claim, and goes on at the byte where it was cut.</summary>
public sealed class PayslipUploadTests
{
    private static readonly byte[] Payslip = [.. "%PDF-1.7 boleta de pago "u8, .. new byte[3000]];

    [Fact]
    public async Task D34_payslip_cut_on_the_way_is_continued_where_head_says_and_stands_in_the_claim()
    {
        await using var office = await ClaimOffice.OpenAsync();
        var id = (await office.RegisterAsync()).Text("id");
        var path = $"claims/{id}/documents/last-payslip/{await BeginAsync(office, id)}";

        var before = await office.HeadAsync(path);
        await CutLine.AtAsync(
            1234,
            async expected => (await office.HeadAsync(path, expected)).Offset,
            (from, after) => PutAsync(office, path, from, cutAfter: after)
        );
        var torn = await office.HeadAsync(path);
        var last = await PutAsync(office, path, 1234);
        var whole = await office.HeadAsync(path);

        Assert.Equal([(0, "?0"), (1234, "?0"), (Payslip.Length, "?1")], [before, torn, whole]);
        Assert.Equal(200, last);
        var paper = (await office.ClaimAsync(id)).Documents.Single();
        Assert.Equal(("last-payslip", Convert.ToHexStringLower(SHA256.HashData(Payslip))), (paper.Code, paper.Sha256));
        Assert.Equal(DocumentVerdict.Received, paper.Verdict);
    }

    private static async Task<string> BeginAsync(ClaimOffice office, string id)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Payslip));
        var announced = $$"""{"code":"last-payslip","length":{{Payslip.Length}},"sha256":"{{hash}}","contentType":"application/pdf"}""";
        var begun = await office.AskAsync("POST", $"claims/{id}/documents", announced);
        Assert.Equal(201, begun.Status);
        return begun.Text("uploadId");
    }

    private static async Task<int> PutAsync(ClaimOffice office, string path, int offset, int? cutAfter = null)
    {
        using var http = new HttpClient();
        var rest = Payslip[offset..];
        using var request = office.Request(HttpMethod.Put, $"{path}/blocks/0");
        request.Content = cutAfter is { } cut ? new CutContent(rest, cut) : new ByteArrayContent(rest);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        request.Headers.Add("Upload-Offset", $"{offset}");
        request.Headers.Add("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(rest))}:");
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
