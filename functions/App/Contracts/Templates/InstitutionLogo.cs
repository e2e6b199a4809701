using Serverless.Platform.Documents;

namespace Serverless.App.Contracts.Templates;

/// <summary>The mark on the letterhead: an open book under a star, drawn by us.</summary>
internal static class InstitutionLogo
{
    private const string Plate =
        "M 14 0 L 86 0 C 93.7 0 100 6.3 100 14 L 100 86 C 100 93.7 93.7 100 86 100 L 14 100 C 6.3 100 0 93.7 0 86 L 0 14 C 0 6.3 6.3 0 14 0 Z";
    private const string LeftPage = "M 47 34 C 38 27 26 26 17 28 L 17 74 C 26 72 38 73 47 80 Z";
    private const string RightPage = "M 53 34 C 62 27 74 26 83 28 L 83 74 C 74 72 62 73 53 80 Z";
    private const string Star = "M 50 12 L 53 18.5 L 60 19.3 L 54.8 24 L 56.3 31 L 50 27.4 L 43.7 31 L 45.2 24 L 40 19.3 L 47 18.5 Z";
    private static readonly InkColor White = new(255, 255, 255);
    private static readonly InkColor Gold = new(0xF2, 0xB7, 0x05);

    internal static VectorImage Of(string institution) =>
        new(
            100,
            100,
            [new(Plate, InkColor.Accent), new(LeftPage, White), new(RightPage, White), new(Star, Gold)],
            $"Logotipo de {institution}"
        );
}
