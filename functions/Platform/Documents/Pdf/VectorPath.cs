using System.Globalization;

namespace Serverless.Platform.Documents.Pdf;

/// <summary>Turns path data (absolute M, L, C, Z) into path construction operators.</summary>
internal static class VectorPath
{
    private static readonly char[] Separators = [' ', ','];

    public static void Write(string path, PdfBuffer content)
    {
        var operands = new List<double>();
        var command = 'M';
        foreach (var token in path.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsAsciiLetter(token[0]))
            {
                command = token[0];
                Complete(command, operands, content);
                continue;
            }

            operands.Add(double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture));
            Complete(command, operands, content);
        }
    }

    private static void Complete(char command, List<double> operands, PdfBuffer content)
    {
        var (count, name) = command switch
        {
            'M' => (2, "m\n"),
            'L' => (2, "l\n"),
            'C' => (6, "c\n"),
            'Z' => (0, "h\n"),
            _ => throw new FormatException($"Path command {command} is not supported."),
        };
        if (operands.Count == count)
        {
            content.Numbers([.. operands]).Raw(name);
            operands.Clear();
        }
    }
}
