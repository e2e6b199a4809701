using System.Reflection;
using Google.Protobuf.Reflection;
using Serverless.Durable.Protocol;

namespace Serverless.UnitTests.Durable;

/// <summary>
/// Our .proto against the descriptor inside the published extension: every message, field, number, type and method that we have
/// must be there, the same. The packages are downloaded by this project's PackageDownload and never referenced.
/// </summary>
public sealed class WireDriftTests
{
    [Theory]
    [InlineData("3.14.1")]
    [InlineData("3.19.0")]
    public void H07_our_schema_is_a_subset_of_the_extensions(string version)
    {
        var theirs = Load(version);

        var differences = Differences(DurableReflection.Descriptor, theirs).ToList();

        Assert.Empty(differences);
    }

    [Fact]
    public void H07_the_gate_sees_a_changed_number()
    {
        var changed = DurableReflection.Descriptor.ToProto();
        changed.MessageType.Single(m => m.Name == "TaskCompletedEvent").Field.Single(f => f.Name == "result").Number = 9;
        var descriptors = FileDescriptor.BuildFromByteStrings([
            .. DurableReflection.Descriptor.Dependencies.Select(d => d.SerializedData),
            Google.Protobuf.ByteString.CopyFrom(Bytes(changed)),
        ]);

        var differences = Differences(DurableReflection.Descriptor, descriptors[^1]).ToList();

        Assert.Contains(differences, difference => difference.Contains("TaskCompletedEvent.result"));
    }

    private static byte[] Bytes(FileDescriptorProto proto) => Google.Protobuf.MessageExtensions.ToByteArray(proto);

    private static FileDescriptor Load(string version)
    {
        var root =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var path = Path.Combine(
            root,
            "microsoft.azure.webjobs.extensions.durabletask",
            version,
            "lib",
            "net8.0",
            "Microsoft.Azure.WebJobs.Extensions.DurableTask.dll"
        );
        var context = new System.Runtime.Loader.AssemblyLoadContext(version, isCollectible: false);
        var type = context.LoadFromAssemblyPath(path).GetType("Microsoft.DurableTask.Protobuf.OrchestratorServiceReflection", true)!;
        var property = type.GetProperty("Descriptor", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return (FileDescriptor)property.GetValue(null)!;
    }

    private static IEnumerable<string> Differences(FileDescriptor ours, FileDescriptor theirs)
    {
        foreach (var message in ours.MessageTypes)
        {
            var other = theirs.MessageTypes.FirstOrDefault(m => m.Name == message.Name);
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                if (other?.FindFieldByName(field.Name) is not { } same || Shape(field) != Shape(same))
                {
                    yield return $"{message.Name}.{field.Name}: {Shape(field)}";
                }
            }
        }

        foreach (var value in ours.EnumTypes.SelectMany(e => e.Values))
        {
            if (theirs.EnumTypes.Single(e => e.Name == value.EnumDescriptor.Name).FindValueByNumber(value.Number)?.Name != value.Name)
            {
                yield return $"{value.EnumDescriptor.Name}.{value.Name}";
            }
        }

        foreach (var method in ours.Services.Single().Methods)
        {
            var other = theirs.Services.Single(s => s.FullName == method.Service.FullName).FindMethodByName(method.Name);
            if (other is null || Shape(other) != Shape(method))
            {
                yield return Shape(method);
            }
        }
    }

    private static string Shape(FieldDescriptor field)
    {
        var type =
            field.FieldType == FieldType.Message && !field.IsMap ? field.MessageType.FullName
            : field.FieldType == FieldType.Enum ? field.EnumType.FullName
            : field.IsMap ? $"map<{Shape(field.MessageType.FindFieldByNumber(1))},{Shape(field.MessageType.FindFieldByNumber(2))}>"
            : "";
        return $"{field.FieldNumber} {(field.IsRepeated ? "repeated " : "")}{field.FieldType} {type} {field.RealContainingOneof?.Name}";
    }

    private static string Shape(MethodDescriptor method) =>
        $"{method.Service.FullName}/{method.Name}: {method.InputType.FullName} -> {(method.IsServerStreaming ? "stream " : "")}{method.OutputType.FullName}";
}
