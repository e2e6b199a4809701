namespace Serverless.IntegrationTests.Storage;

/// <summary>
/// Sends until a number of bytes is held and the line is cut there. A cut before the server began to read loses what was under way, as
/// it would in a lift: then the phone asks where it is and sends on from there.
/// </summary>
internal static class CutLine
{
    private const int Attempts = 10;

    /// <param name="cut">How many bytes are to be held after the cut.</param>
    /// <param name="held">What HEAD says, asked until it is the number given or two seconds have gone.</param>
    /// <param name="send">Sends from an offset on and is cut after so many bytes.</param>
    internal static async Task<long> AtAsync(long cut, Func<long?, Task<long>> held, Func<int, int, Task> send)
    {
        var offset = await held(null);
        for (var attempt = 0; attempt == 0 || (offset < cut && attempt < Attempts); attempt++)
        {
            var (from, after) = ((int)offset, (int)(cut - offset));
            await Assert.ThrowsAnyAsync<Exception>(() => send(from, after));
            offset = await held(cut);
        }

        return offset;
    }
}
