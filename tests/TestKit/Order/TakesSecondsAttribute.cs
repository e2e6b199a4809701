namespace Serverless.TestKit.Order;

/// <summary>About how long a class of tests takes on two cores; <see cref="LongestFirst"/> begins with those that take longest.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesSecondsAttribute(int seconds) : Attribute
{
    public int Seconds => seconds;
}
