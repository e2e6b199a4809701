using Serverless.Platform.Kernel;

namespace Serverless.Platform.Documents;

/// <summary>Expected failures of documents, seals and time-stamps; the codes are public contracts.</summary>
public static class DocumentErrors
{
    /// <summary>Texts hold characters that cannot be printed truthfully; the argument lists code points, not the text.</summary>
    internal static Error UnprintableCharacters(IEnumerable<int> characters) =>
        Error.Unprocessable("documents.unprintable-characters").With("characters", string.Join(' ', characters.Select(c => $"U+{c:X4}")));
}
