using System.Diagnostics;
using Serverless.Local.Azurite;

namespace Serverless.UnitTests.Local;

public sealed class ToolTests
{
    [Fact]
    public void Missing_program_is_told_in_words_with_what_to_install()
    {
        var missing = new ProcessStartInfo("/no/such/folder/node");

        var told = Assert.Throws<InvalidOperationException>(() => Tool.Start(missing, "node", "Install Node.js 20 or newer."));

        Assert.Equal("node was not found. Install Node.js 20 or newer.", told.Message);
    }
}
