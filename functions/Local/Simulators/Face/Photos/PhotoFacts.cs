using System.Globalization;

namespace Serverless.Local.Simulators.Face;

/// <summary>
/// What a sample photo says about itself, in a text inside the file; the simulator cannot see, so it reads. A photo that says nothing
/// shows no face.
/// </summary>
/// <param name="Person">Whose face it is.</param>
/// <param name="Faces">How many people are in it.</param>
/// <param name="Liveness"><c>realface</c>, <c>spoofface</c>, <c>uncertain</c>, or the vendor's code of an attempt that fails.</param>
/// <param name="Quality"><c>low</c>, <c>medium</c>, <c>high</c>.</param>
internal sealed record PhotoFacts(string Person, int Faces, string Liveness, string Quality)
{
    internal const string Keyword = "serverless-sample-photo";

    internal static readonly PhotoFacts NoFace = new("", 0, "uncertain", "low");

    internal bool Covered => Liveness == "FaceWithMaskDetected";

    internal string Write() => string.Create(CultureInfo.InvariantCulture, $"{Person}|{Faces}|{Liveness}|{Quality}");

    internal static PhotoFacts Of(ReadOnlySpan<byte> photo) =>
        PngFile.Text(photo, Keyword)?.Split('|') is [var person, var faces, var liveness, var quality]
        && int.TryParse(faces, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new(person, count, liveness, quality)
            : NoFace;
}
