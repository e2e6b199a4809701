namespace Serverless.Platform.Kernel;

/// <summary>How personal numbers look on screens and in logs (domain.md section 5.2 rule 6).</summary>
public static class Mask
{
    /// <summary>Stars, and the last three letters.</summary>
    /// <param name="value">At least three letters long.</param>
    public static string AllButThree(string value) => string.Concat(new string('*', value.Length - 3), value.AsSpan(value.Length - 3));
}
