using Serverless.TestKit.Processes;

namespace Serverless.UnitTests.Hosting;

/// <summary>Tests of processes read what was said while more is being said.</summary>
public sealed class TranscriptTests
{
    [Fact]
    public async Task Reading_while_others_write_gives_whole_lines()
    {
        using var said = new Transcript();
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Write(said))));
        do
        {
            Assert.All(said.ToString().Split(Environment.NewLine)[..^1], line => Assert.Equal(Line, line));
        } while (!writing.IsCompleted);
        await writing;

        Assert.Equal(4 * Lines, said.ToString().Split(Environment.NewLine).Length - 1);
    }

    private const string Line = "the app ended with code 137, restarting";
    private const int Lines = 2000;

    private static void Write(Transcript said)
    {
        for (var line = 0; line < Lines; line++)
        {
            said.WriteLine(Line);
        }
    }
}
