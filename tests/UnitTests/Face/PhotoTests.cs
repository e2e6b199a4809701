using System.Diagnostics.CodeAnalysis;
using CsCheck;
using Serverless.Local.Simulators.Face;
using Serverless.Platform.Face;

namespace Serverless.UnitTests.Face;

public sealed class PhotoTests
{
    [Fact]
    public void Sample_photos_are_photos_and_always_the_same() =>
        Assert.All(
            SamplePhotos.Kinds,
            kind =>
            {
                var photo = SamplePhotos.Of("rosa", kind)!;
                Assert.True(ImageHeader.IsPhoto(photo), kind);
                Assert.Equal(photo, SamplePhotos.Of("rosa", kind));
                Assert.Equal(new ImageHeader("image/png", 480, 600), ImageHeader.Read(photo));
            }
        );

    [Fact]
    public void Size_of_a_jpeg_is_in_its_frame_header()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 0x02, 0x58, 0x01, 0xE0, 3, 0, 0];

        Assert.Equal(new ImageHeader("image/jpeg", 480, 600), ImageHeader.Read(jpeg));
    }

    [Theory]
    [InlineData("GIF89a")]
    [InlineData("%PDF-1.7")]
    [InlineData("")]
    public void Other_files_are_no_photos(string start) => Assert.Null(ImageHeader.Read(System.Text.Encoding.ASCII.GetBytes(start)));

    [Fact]
    [SuppressMessage("Usage", "xUnit1031", Justification = "CsCheck is synchronous")]
    public void Nonsense_of_any_kind_is_read_without_a_fall()
    {
        byte[][] starts =
        [
            [],
            [0xFF, 0xD8, 0xFF],
            SamplePhotos.Of("rosa", "persona")![..30],
        ];
        Gen.Select(Gen.Int[0, starts.Length - 1].Select(index => starts[index]), Gen.Byte.Array[0, 400])
            .Sample(
                (start, rest) =>
                {
                    byte[] file = [.. start, .. rest];
                    _ = ImageHeader.Read(file);
                    _ = PhotoFacts.Of(file);
                }
            );
    }

    [Theory]
    [InlineData("persona", "High", null)]
    [InlineData("sinrostro", null, "face.photo-no-face")]
    [InlineData("borrosa", null, "face.photo-low-quality")]
    [InlineData("mascarilla", null, "face.photo-low-quality")]
    public async Task Quality_of_a_photo_is_measured_before_it_becomes_a_reference(string kind, string? quality, string? code)
    {
        await using var host = await FaceHost.StartAsync();

        var looked = await host.Verifier().InspectAsync(SamplePhotos.Of("rosa", kind)!, default);

        Assert.Equal(code, looked.Error?.Code);
        Assert.Equal(quality, looked.IsSuccess ? looked.Value.ToString() : null);
    }

    [Fact]
    public void Second_person_is_one_who_is_not_in_the_background()
    {
        var (near, far) = (Face(200, "high"), Face(50, "low"));

        Assert.Equal(PhotoQuality.High, PhotoRules.Judge([far, near]).Value);
        Assert.Equal("face.photo-many-faces", PhotoRules.Judge([near, Face(150, "high")]).Error?.Code);
    }

    private static FaceContract.DetectedFace Face(int side, string quality) => new(new(0, 0, side, side), new(quality));
}
