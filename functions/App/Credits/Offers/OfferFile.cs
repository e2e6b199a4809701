using Serverless.Platform.Storage;

namespace Serverless.App.Credits.Offers;

/// <summary>A large file of offers that is worked off in the background, its lines in parts of a thousand.</summary>
/// <param name="Folder">Where the parts lie: of the attempt that came first.</param>
internal sealed record OfferFile(string Id, string Campaign, string Folder, int Lines)
{
    /// <summary>Lines that were looked at, from the first on.</summary>
    public int Done { get; init; }

    internal bool IsDone => Done >= Lines;
}

/// <summary>There is work on a file; ids only.</summary>
internal sealed record OfferFileMoved(string FileId, int Done);

/// <summary>How far a file is.</summary>
/// <param name="DoneLines">Lines that were looked at; a line is an offer once, however often it is looked at.</param>
/// <param name="Errors">The first hundred lines that were not taken.</param>
internal sealed record OfferFileView(
    string FileId,
    string Campaign,
    int Lines,
    int DoneLines,
    bool IsDone,
    IReadOnlyList<OfferLineError> Errors
);

/// <summary>Events of files of offers.</summary>
internal static class OfferFileEvents
{
    /// <summary>Goes to this context's own queue.</summary>
    internal static readonly EventKind<OfferFileMoved> WorkDue = new("credits.offer-file-due", CreditsJson.Default.OfferFileMoved);

    /// <summary>A part is worked off and the same worker goes on.</summary>
    internal static readonly EventKind<OfferFileMoved> Advanced = new("credits.offer-file-advanced", CreditsJson.Default.OfferFileMoved);
}
