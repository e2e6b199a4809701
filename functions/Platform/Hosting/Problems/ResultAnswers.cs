using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Platform.Kernel;

namespace Serverless.Platform.Hosting.Problems;

/// <summary>From a result to an answer. The declared types tell the reference what a route can say.</summary>
public static class ResultAnswers
{
    /// <summary>200 with the value, or the problem.</summary>
    public static Results<Ok<T>, ProblemResult> ToOk<T>(this Result<T> result) =>
        result.IsSuccess ? TypedResults.Ok(result.Value) : result.Error.ToProblem();

    /// <summary>201 with the value and its address, or the problem.</summary>
    public static Results<Created<T>, ProblemResult> ToCreated<T>(this Result<T> result, Func<T, string> location) =>
        result.IsSuccess ? TypedResults.Created(location(result.Value), result.Value) : result.Error.ToProblem();

    /// <summary>202 with the value and where to ask for the progress, or the problem.</summary>
    public static Results<Accepted<T>, ProblemResult> ToAccepted<T>(this Result<T> result, Func<T, string> status) =>
        result.IsSuccess ? TypedResults.Accepted(status(result.Value), result.Value) : result.Error.ToProblem();

    /// <summary>204, or the problem.</summary>
    public static Results<NoContent, ProblemResult> ToNoContent<T>(this Result<T> result) =>
        result.IsSuccess ? TypedResults.NoContent() : result.Error.ToProblem();

    /// <summary>The problem of an expected failure.</summary>
    public static ProblemResult ToProblem(this Error error) => new(error);
}
