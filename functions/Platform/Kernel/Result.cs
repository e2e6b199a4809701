using System.Diagnostics.CodeAnalysis;

namespace Serverless.Platform.Kernel;

/// <summary>
/// The one result type: a value, or the expected failure that stands instead of it. Unexpected failures are exceptions.
/// </summary>
public readonly record struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error) => (_value, Error) = (value, error);

    /// <summary>The failure, or null when there is a value.</summary>
    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The value; asking for it after a failure is a bug and throws.</summary>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"No value: {Error.Code}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);

    /// <summary>Goes on with the value, or carries the failure along.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => Error is null ? next(_value!) : Error;

    /// <summary>Both ends in one expression.</summary>
    public TOut Match<TOut>(Func<T, TOut> value, Func<Error, TOut> error) => Error is null ? value(_value!) : error(Error);
}

/// <summary>The value of an operation that only succeeds or fails.</summary>
public readonly record struct Done
{
    public static readonly Done Value;
}
