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

/// <summary>How personal numbers look on screens and in logs (domain.md section 5.2 rule 6).</summary>
public static class Mask
{
    /// <summary>Stars, and the last three letters.</summary>
    /// <param name="value">At least three letters long.</param>
    public static string AllButThree(string value) => string.Concat(new string('*', value.Length - 3), value.AsSpan(value.Length - 3));
}
