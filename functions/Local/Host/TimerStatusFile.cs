using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Local.Host;

/// <summary>Keeps a timer's schedule status between runs, so that a run missed while the laptop slept is made up, marked past due.</summary>
internal sealed class TimerStatusFile(string folder, string function)
{
    private string Name => Path.Combine(folder, $"{function}.json");

    /// <summary>Null before the first start, and when a crash left half a file.</summary>
    internal ScheduleStatus? Read()
    {
        try
        {
            return File.Exists(Name) ? JsonSerializer.Deserialize(File.ReadAllText(Name), TimerStatusJson.Default.ScheduleStatus) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal void Write(ScheduleStatus status)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Name + ".new", JsonSerializer.Serialize(status, TimerStatusJson.Default.ScheduleStatus));
        File.Move(Name + ".new", Name, overwrite: true);
    }
}

[JsonSerializable(typeof(ScheduleStatus))]
internal sealed partial class TimerStatusJson : JsonSerializerContext;
