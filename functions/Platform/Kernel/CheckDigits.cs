namespace Serverless.Platform.Kernel;

/// <summary>The check arithmetic that the identifiers of the country share.</summary>
internal static class CheckDigits
{
    public static bool AreDigits(ReadOnlySpan<char> text, int length)
    {
        return text.Length == length && !text.ContainsAnyExceptInRange('0', '9');
    }

    public static int WeightedSum(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += (digits[i] - '0') * weights[i];
        }

        return sum;
    }

    /// <summary>Weights 1, 2, 1, 2 … from the left, digits of each product added, complement to ten.</summary>
    public static char Alternating(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var product = (digits[i] - '0') * (1 + (i % 2));
            sum += (product / 10) + (product % 10);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
