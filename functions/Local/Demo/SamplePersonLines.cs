using System.Security.Cryptography;
using Serverless.Local.Phone;

namespace Serverless.Local.Demo;

/// <summary>Lines of the generated register that hold a tenured teacher with a phone, away from the people of the phone page.</summary>
internal static class SamplePersonLines
{
    private const int Last = 1_990;

    /// <summary>One by lot, another than <paramref name="not"/>: the demo runs many times on the same data.</summary>
    internal static int Next(int not = -1)
    {
        while (true)
        {
            var line = RandomNumberGenerator.GetInt32(SamplePerson.RegisterLines / 5, Last / 5) * 5;
            if (line != not && line % 9 != 0 && !RegisterFile.IsSpoilt(line))
            {
                return line;
            }
        }
    }
}
