using System.Text.Json.Nodes;
using Serverless.UnitTests.Architecture;

namespace Serverless.UnitTests.Infra;

/// <summary>infra/names.json: the queues, tables, containers and secrets that a deployment makes.</summary>
internal static class Names
{
    private static readonly JsonNode Manifest = JsonNode.Parse(SourceTree.Read("infra/names.json"))!;

    internal static IEnumerable<string> Secrets => Manifest["secrets"]!.AsArray().Select(secret => secret!["setting"]!.ToString());

    internal static IEnumerable<string> Of(string kind) => Manifest[kind]!.AsArray().Select(name => name!.ToString());
}
