using System.Security.Cryptography;
using Serverless.Local.Phone;

namespace Serverless.Local.Demo;

/// <summary>Lines of the generated register that hold a tenured teacher with a phone, away from the people of the phone page.</summary>
internal static class SamplePersonLines
{
    private const int Last = 1_990;
    private static readonly Lock Drawing = new();
    private static readonly int[] All =
    [
        .. Enumerable
            .Range(SamplePerson.RegisterLines / 5, (Last - SamplePerson.RegisterLines) / 5)
            .Select(fifth => fifth * 5)
            .Where(line => line % 9 != 0 && !RegisterFile.IsSpoilt(line)),
    ];
    private static readonly List<int> Left = [];

    /// <summary>
    /// One by lot, because the demo runs many times on the same data; none a second time before all had their turn, because a telephone
    /// gets few codes in an hour.
    /// </summary>
    internal static int Next()
    {
        lock (Drawing)
        {
            if (Left.Count == 0)
            {
                Left.AddRange(All);
            }

            var at = RandomNumberGenerator.GetInt32(Left.Count);
            var line = Left[at];
            Left.RemoveAt(at);
            return line;
        }
    }
}
