using System.Collections.Immutable;

namespace Serverless.Platform.Kernel;

/// <summary>
/// Powers of decimals to at least twenty significant digits, for money that grows by a fractional power of a rate. Binary floating
/// point gives only the first guess of a logarithm, which is then corrected in decimal.
/// </summary>
public static class DecimalMath
{
    // With an argument below 1/64, x^13/13! is under the last digit of a decimal.
    private const decimal SmallEnough = 1m / 64m;
    private static readonly ImmutableArray<decimal> InverseFactorials = [.. Enumerable.Range(0, 14).Select(n => 1m / Factorial(n))];

    /// <summary>e to the power of x.</summary>
    /// <exception cref="OverflowException">The result has more digits than a decimal.</exception>
    public static decimal Exp(decimal x)
    {
        var squarings = 0;
        for (; decimal.Abs(x) > SmallEnough; x /= 2m)
        {
            squarings++;
        }

        var sum = InverseFactorials[^1];
        for (var i = InverseFactorials.Length - 2; i >= 0; i--)
        {
            sum = (sum * x) + InverseFactorials[i];
        }

        for (; squarings > 0; squarings--)
        {
            sum *= sum;
        }

        return sum;
    }

    /// <summary>The natural logarithm of a positive number.</summary>
    public static decimal Ln(decimal x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var guess = (decimal)Math.Log((double)x);
        var power = Exp(guess);

        // Halley's step triples the correct digits: sixteen become more than a decimal holds.
        return guess + (2m * (x - power) / (x + power));
    }

    /// <summary>A positive number to any power.</summary>
    public static decimal Pow(decimal x, decimal exponent) =>
        decimal.Truncate(exponent) == exponent && decimal.Abs(exponent) <= int.MaxValue ? Pow(x, (int)exponent) : Exp(exponent * Ln(x));

    /// <summary>A number to a whole power, by repeated squaring.</summary>
    public static decimal Pow(decimal x, int exponent)
    {
        if (exponent < 0)
        {
            return 1m / Pow(x, -exponent);
        }

        var result = 1m;
        while (true)
        {
            if ((exponent & 1) == 1)
            {
                result *= x;
            }

            exponent >>= 1;
            if (exponent == 0)
            {
                return result;
            }

            x *= x;
        }
    }

    private static decimal Factorial(int n) => n < 2 ? 1m : n * Factorial(n - 1);
}
