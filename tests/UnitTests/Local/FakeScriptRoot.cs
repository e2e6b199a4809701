using System.Text.Json.Nodes;

namespace Serverless.UnitTests.Local;

/// <summary>A small script root that obeys every rule, to be broken one rule at a time.</summary>
internal sealed class FakeScriptRoot : IDisposable
{
    internal const string HttpOut = """{"type":"http","direction":"out","name":"res"}""";
    private readonly TemporaryFolder _folder = new();

    internal FakeScriptRoot()
    {
        File.WriteAllText(Path.Combine(Folder, "serverless"), "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(Folder, "serverless"), (UnixFileMode)0b111_101_101);
        }
        File.WriteAllText(
            Path.Combine(Folder, "host.json"),
            """
            {
              "version": "2.0",
              "extensionBundle": { "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.38.0, 5.0.0)" },
              "customHandler": { "description": { "defaultExecutablePath": "serverless" }, "enableProxyingHttpRequest": true },
              "extensions": {
                "queues": { "messageEncoding": "none", "maxDequeueCount": 5, "visibilityTimeout": "00:00:30" },
                "durableTask": {
                  "hubName": "serverless",
                  "storageProvider": { "queueClientMessageEncoding": "Base64", "controlQueueVisibilityTimeout": "00:01:00" }
                }
              }
            }
            """
        );
        AddFunction("membership-http", Http("v1/membership/{*path}"), HttpOut);
    }

    internal string Folder => _folder.Path;

    internal static string Http(string route) => $$"""{"type":"httpTrigger","name":"req","route":"{{route}}","authLevel":"anonymous"}""";

    internal void AddFunction(string name, params string[] bindings)
    {
        Directory.CreateDirectory(Path.Combine(Folder, name));
        File.WriteAllText(Path.Combine(Folder, name, "function.json"), $$"""{"bindings":[{{string.Join(',', bindings)}}]}""");
    }

    internal void RemoveFunction(string name) => Directory.Delete(Path.Combine(Folder, name), recursive: true);

    /// <summary>Sets one value of host.json by its path, <c>a:b:c</c>.</summary>
    internal void SetHost(string path, JsonNode? value)
    {
        var file = Path.Combine(Folder, "host.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var keys = path.Split(':');
        var parent = keys[..^1].Aggregate(json, (node, key) => (node[key] ??= new JsonObject()).AsObject());
        parent[keys[^1]] = value;
        File.WriteAllText(file, json.ToJsonString());
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("serverless-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
