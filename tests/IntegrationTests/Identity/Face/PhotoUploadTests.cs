using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Serverless.App.Identity.Face;
using Serverless.IntegrationTests.Storage;
using Serverless.Local.Simulators.Face;

namespace Serverless.IntegrationTests.Identity.Face;

/// <summary>Row D34: the photo of a face goes on at the byte where it was cut, and ends as one that came at once.</summary>
public sealed class PhotoUploadTests
{
    private static readonly byte[] Photo = SamplePhotos.Of(FaceTown.Person, "persona")!;

    [Fact]
    public async Task D34_reference_photo_cut_at_several_bytes_is_continued_and_waits_for_officers()
    {
        await using var town = await FaceTown.StartAsync(Clock());
        var session = await town.AnnounceReferenceAsync();
        var upload = await BeginAsync(town, session);
        long[] cuts = [0, 1, 700, Photo.Length - 1];
        var offsets = new List<long>();

        foreach (var cut in cuts)
        {
            offsets.Add(
                await CutLine.AtAsync(
                    cut,
                    expected => OffsetAsync(town, session, upload, expected),
                    (from, after) => PutAsync(town, session, upload, from, cutAfter: after)
                )
            );
        }

        var last = await PutAsync(town, session, upload, (int)offsets[^1]);
        var again = await PutAsync(town, session, upload, 0);

        Assert.Equal(cuts, offsets);
        Assert.Equal((200, "in-review"), (last.Status, last.Json.GetProperty("session").GetProperty("outcome").GetString()));
        Assert.Equal((200, "in-review"), (again.Status, again.Json.GetProperty("session").GetProperty("outcome").GetString()));
        Assert.Equal(Hash(Photo), (await town.ProfileAsync())!.Find(session)!.Photo!.Sha256);
        Assert.True((await town.VoteAsync(session, "ana", "match")).IsSuccess);
    }

    [Fact]
    public async Task Unsealed_bytes_of_a_photo_are_gone_once_it_is_taken()
    {
        await using var town = await FaceTown.StartAsync(Clock());
        var session = await town.AnnounceReferenceAsync();
        var upload = await BeginAsync(town, session);

        await PutAsync(town, session, upload, 0);

        var opened = await town.Get<Platform.Storage.Uploads>().OpenAsync(upload, $"{town.Member.MemberId}|{session}", 0, default);
        Assert.Equal("platform.upload-not-found", opened.Error!.Code);
    }

    [Fact]
    public async Task Another_photo_than_the_announced_one_is_not_begun_and_a_changed_one_is_not_taken()
    {
        await using var town = await FaceTown.StartAsync(Clock());
        var session = await town.AnnounceReferenceAsync();

        var other = await AskToBeginAsync(town, session, [.. Photo, 1]);
        var upload = await BeginAsync(town, session);
        var changed = await PutAsync(town, session, upload, 0, content: [.. Photo[..^1], (byte)(Photo[^1] ^ 1)]);
        var large = await town.Phone.AskAsync(
            "POST",
            $"face-sessions/{session}/photo/uploads",
            $$"""{"length":7000000,"sha256":"{{Hash(Photo)}}","contentType":"image/png"}"""
        );
        var lost = await town.Phone.AskAsync("GET", $"face-sessions/{session}/photo/uploads/nobody");

        Assert.Equal((422, "identity.face-photo-differs"), (other.Status, other.Code));
        Assert.Equal((422, "platform.upload-corrupt"), (changed.Status, changed.Code));
        Assert.Equal((422, "face.photo-invalid"), (large.Status, large.Code));
        Assert.Equal((404, "platform.upload-not-found"), (lost.Status, lost.Code));
        Assert.Equal(FaceSessionStatus.Running, (await town.ProfileAsync())!.Find(session)!.Status);
    }

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static Task<PhoneAnswer> AskToBeginAsync(FaceTown town, string session, byte[] photo) =>
        town.Phone.AskAsync(
            "POST",
            $"face-sessions/{session}/photo/uploads",
            $$"""{"length":{{photo.Length}},"sha256":"{{Hash(photo)}}","contentType":"image/png"}"""
        );

    private static async Task<string> BeginAsync(FaceTown town, string session)
    {
        var begun = await AskToBeginAsync(town, session, Photo);
        Assert.True(begun.Status == 201, begun.Body);
        return begun.Text("uploadId");
    }

    /// <summary>What HEAD says; what came before a cut may still be on its way into the store.</summary>
    private static async Task<long> OffsetAsync(FaceTown town, string session, string upload, long? expected)
    {
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            using var request = Request(town, HttpMethod.Head, $"{session}/photo/uploads/{upload}");
            using var response = await http.SendAsync(request);
            Assert.Equal(204, (int)response.StatusCode);
            Assert.Equal($"{Photo.Length}", response.Headers.GetValues("Upload-Length").Single());
            var offset = long.Parse(response.Headers.GetValues("Upload-Offset").Single(), null);
            if (expected is null || offset == expected || tries == 100)
            {
                return offset;
            }

            await Task.Delay(20);
        }
    }

    private static async Task<PhoneAnswer> PutAsync(
        FaceTown town,
        string session,
        string upload,
        int offset,
        int? cutAfter = null,
        byte[]? content = null
    )
    {
        using var http = new HttpClient();
        var rest = (content ?? Photo)[offset..];
        using var request = Request(town, HttpMethod.Put, $"{session}/photo/uploads/{upload}/blocks/0");
        request.Content = cutAfter is { } cut ? new CutContent(rest, cut) : new ByteArrayContent(rest);
        request.Headers.Add("Upload-Offset", $"{offset}");
        request.Headers.Add("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(rest))}:");
        using var response = await http.SendAsync(request);
        return new PhoneAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), null);
    }

    private static HttpRequestMessage Request(FaceTown town, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(town.App.Address, $"/api/v1/identity/face-sessions/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", town.Phone.AccessToken);
        return request;
    }
}
