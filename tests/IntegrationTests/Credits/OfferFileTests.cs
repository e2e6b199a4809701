using System.Globalization;
using System.Text;
using Serverless.App.Credits.Offers;
using Serverless.IntegrationTests.Identity;

namespace Serverless.IntegrationTests.Credits;

/// <summary>Row D29: a campaign of more than two thousand lines is one file.</summary>
public sealed class OfferFileTests
{
    private const int Strangers = 2_500;

    [Fact]
    public async Task D29_large_file_is_worked_off_in_parts_once_and_names_the_lines_that_were_not_taken()
    {
        await using var town = await CreditTown.OpenAsync();
        var text = File(Strangers);

        var begun = await TakeAsync(town, text);
        await town.EventsAsync();
        var again = await TakeAsync(town, text);
        var done = (await town.Service<PostOfferFile>().ReadAsync(begun.FileId, default)).Value;

        Assert.Equal((Strangers + 1, 0, false), (begun.Lines, begun.DoneLines, begun.IsDone));
        Assert.Equal((Strangers + 1, true), (done.DoneLines, done.IsDone));
        Assert.Equal((begun.FileId, true), (again.FileId, again.IsDone));
        Assert.Equal(100, done.Errors.Count);
        Assert.Equal(new OfferLineError(1, "credits.offer-member-unknown"), done.Errors[0]);
        var offer = Assert.Single(await town.Service<OfferStore>().OfMemberAsync(town.MemberId, default));
        Assert.Equal((OfferStatus.Published, "navidad"), (offer.Status, offer.Campaign));
    }

    [Fact]
    public async Task D29_file_that_nobody_sent_is_not_found()
    {
        await using var town = await CreditTown.OpenAsync();

        var missing = await town.Service<PostOfferFile>().ReadAsync("nobody", default);

        Assert.Equal("credits.offer-file-not-found", missing.Error!.Code);
    }

    /// <summary>Strangers first, the member in the last line: of the third part.</summary>
    private static string File(int strangers)
    {
        var lines = Enumerable.Range(1, strangers).Select(number => Line(number.ToString("D8", CultureInfo.InvariantCulture)));
        return string.Join('\n', lines.Append(Line(IdentityApp.KnownDni)));
    }

    private static string Line(string dni) => $"{dni},CONSUMO,500000,24,2026-12-31,buen-pagador";

    private static async Task<OfferFileView> TakeAsync(CreditTown town, string text)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return (await town.Service<PostOfferFile>().TakeAsync("navidad", body, default)).Value;
    }
}
