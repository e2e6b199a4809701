using Serverless.App.Membership.Consents;
using Serverless.Platform.Kernel;

namespace Serverless.App.Membership.Messages;

/// <summary>The consent texts in force, for contexts that take a consent of their own: nobody agrees to words that were not shown.</summary>
internal sealed class ConsentCatalogue(ConsentTexts texts, TimeProvider time)
{
    /// <summary>Whether these are the words of today for the purpose, by version and hash.</summary>
    internal bool IsCurrent(string purpose, string version, string hash) =>
        texts.At(LimaTime.Today(time)).Any(text => text.Purpose == purpose && text.Version == version && text.Hash == hash);
}
