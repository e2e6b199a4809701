using System.Text;

namespace Serverless.TestKit.Processes;

/// <summary>What a program says, kept for a test that reads it while the program goes on saying it.</summary>
public sealed class Transcript : TextWriter
{
    private readonly Lock _line = new();
    private readonly StringBuilder _said = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_line)
        {
            _said.Append(value);
        }
    }

    public override void Write(string? value)
    {
        lock (_line)
        {
            _said.Append(value);
        }
    }

    /// <summary>A line stays whole whoever writes beside it.</summary>
    public override void WriteLine(string? value)
    {
        lock (_line)
        {
            _said.AppendLine(value);
        }
    }

    /// <summary>Everything said until now.</summary>
    public override string ToString()
    {
        lock (_line)
        {
            return _said.ToString();
        }
    }
}
