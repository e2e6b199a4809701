namespace Serverless.Durable;

/// <summary>The name of an orchestration or activity: the folder of its function.json, compared without case.</summary>
public readonly record struct TaskName(string Name)
{
    public static implicit operator TaskName(string name) => new(name);

    public static implicit operator string(TaskName name) => name.Name;

    public override string ToString() => Name;
}

/// <summary>A version of an orchestration's code. None and empty are different versions, as they are on the wire.</summary>
public readonly record struct TaskVersion(string? Version)
{
    public static implicit operator TaskVersion(string? version) => new(version);

    public static implicit operator string?(TaskVersion version) => version.Version;

    public override string ToString() => Version ?? "";
}
