namespace Serverless.Local.Cli;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    internal const string Text = """
        The whole platform on this laptop: storage, functions host, staff sign-in.

          dotnet run --project functions/Local                  start everything, stop with Ctrl-C
          dotnet run --project functions/Local -- demo          start, play the journeys, say what happened
          dotnet run --project functions/Local -- reset         forget all data of this laptop
          dotnet run --project functions/Local -- stage DIR     write a script root for the official host or Core Tools
          dotnet run --project functions/Local -- check DIR     check a script root against the host's rules
          dotnet run --project functions/Local -- verify-audit  hold all events against the stamped audit roots

          --port N     public port, 7071 unless told; 0 is any free one
          --data DIR   where data and keys live, .local unless told
          --aot        publish App as NativeAOT first and start that
          --app DIR    start this published App
          --account N  verify-audit: read this storage account in Azure (az login), with --roots
          --roots PEM  verify-audit: roots of the time-stamp authority

        Needs the .NET SDK of global.json and Node.js 20 or newer.
        """;
}
