using System.Security.Cryptography;
using System.Text;

namespace Serverless.Local.Simulators.Face;

/// <summary>
/// Photos of people who do not exist, drawn here, under the licence of this repository. The same person always looks the same: colours
/// follow from the name. What a photo shows is drawn for people and written inside for the simulator.
/// </summary>
internal static class SamplePhotos
{
    private const int Width = 480;
    private const int Height = 600;

    private static readonly Ink Wall = new(226, 232, 236);
    private static readonly Ink Paper = new(250, 248, 240);
    private static readonly Ink White = new(255, 255, 255);
    private static readonly Ink Dark = new(40, 30, 30);
    private static readonly Ink Mouth = new(168, 70, 70);
    private static readonly Ink Mask = new(120, 180, 210);
    private static readonly Ink[] Skins = [new(241, 205, 170), new(222, 178, 136), new(196, 146, 102), new(160, 112, 76)];
    private static readonly Ink[] Hairs = [new(45, 32, 28), new(84, 54, 38), new(120, 120, 124), new(150, 98, 52)];
    private static readonly Ink[] Shirts = [new(138, 21, 56), new(38, 84, 124), new(52, 112, 72), new(96, 70, 130)];

    /// <summary>What can be held before the camera, in the order of a list.</summary>
    internal static IReadOnlyList<string> Kinds { get; } = ["persona", "otra", "sinrostro", "impresa", "mascarilla", "borrosa"];

    /// <summary>The photo; null for a kind that nobody has drawn.</summary>
    /// <param name="person">Any name; it is the person's looks.</param>
    internal static byte[]? Of(string person, string kind) =>
        kind switch
        {
            "persona" => Png(Portrait(person), new(person, 1, "realface", "high")),
            "otra" => Png(Portrait($"otra-{person}"), new($"otra-{person}", 1, "realface", "high")),
            "sinrostro" => Png(Room(), PhotoFacts.NoFace),
            "impresa" => Png(Printed(person), new(person, 1, "spoofface", "medium")),
            "mascarilla" => Png(Masked(person), new(person, 1, "FaceWithMaskDetected", "medium")),
            "borrosa" => Png(Portrait(person), new(person, 1, "uncertain", "low")),
            _ => null,
        };

    private static byte[] Png(Canvas canvas, PhotoFacts facts) =>
        PngFile.Write(Width, Height, canvas.Pixels, PhotoFacts.Keyword, facts.Write());

    private static Canvas Room() => new Canvas(Width, Height).Box(0, 0, Width, Height, Wall);

    private static Canvas Portrait(string person)
    {
        var looks = SHA256.HashData(Encoding.UTF8.GetBytes(person));
        var (skin, hair, shirt) = (Skins[looks[0] % 4], Hairs[looks[1] % 4], Shirts[looks[2] % 4]);
        var (wide, long_) = (118 + (looks[3] % 24), looks[4] % 2 == 0);
        return Room()
            .Ellipse(240, 640, 210, 170, shirt)
            .Ellipse(240, 270, wide + 26, long_ ? 220 : 180, hair)
            .Box(205, 400, 275, 500, skin)
            .Ellipse(240, 300, wide, 150, skin)
            .Ellipse(240, 210, wide - 6, 66, hair, (_, y) => y < 210)
            .Ellipse(195, 280, 20, 13, White)
            .Ellipse(285, 280, 20, 13, White)
            .Ellipse(195, 280, 8, 9, Dark)
            .Ellipse(285, 280, 8, 9, Dark)
            .Ellipse(240, 330, 12, 18, hair, (_, y) => y > 338)
            .Ellipse(240, 378, 44, 20, Mouth, (_, y) => y > 378);
    }

    /// <summary>A sheet of paper with a face on it, held before the camera.</summary>
    private static Canvas Printed(string person) =>
        Portrait(person)
            .Box(0, 0, Width, 40, Paper)
            .Box(0, 560, Width, Height, Paper)
            .Box(0, 0, 36, Height, Paper)
            .Box(444, 0, Width, Height, Paper);

    private static Canvas Masked(string person) => Portrait(person).Ellipse(240, 370, 110, 74, Mask);
}
