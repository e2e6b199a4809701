using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Serverless.Platform.Authentication;
using Serverless.Platform.Hosting.Commands;
using Serverless.Platform.Hosting.Problems;

namespace Serverless.Platform.Hosting.Reference;

/// <summary>The OpenAPI 3.1 document: what the code says, and what our middleware adds to every route.</summary>
internal static class OpenApiDocuments
{
    private const string Name = "openapi";

    internal static IServiceCollection AddReference(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer(DescribeAsync);
                options.AddOperationTransformer(CompleteAsync);
            }
        );

    private static async Task DescribeAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellation
    )
    {
        var hosting = context.ApplicationServices.GetRequiredService<IOptions<HostingOptions>>().Value;
        document.Info = new()
        {
            Title = "Serverless",
            Version = "v1",
            Description = "Self-service of a teachers' mutual fund: affiliation, benefits, credits.",
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new() { Url = hosting.PublicBaseAddress?.AbsoluteUri.TrimEnd('/') ?? "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["staff"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "Access token of the staff issuer (OpenID Connect), with the role that the route names.",
            },
            ["member"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "Access token of a signed-in member, bound to the device.",
            },
        };
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, cancellation);
        document.AddComponent(nameof(ProblemDocument), problem);
    }

    private static Task CompleteAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var description = context.Description;
        var metadata = description.ActionDescriptor.EndpointMetadata;
        operation.OperationId ??= OperationIdOf(description.HttpMethod!, description.RelativePath!);
        operation.Parameters ??= [];
        AddRouteParameters(operation, description.RelativePath!);
        if (metadata.OfType<NeedsIdempotencyKey>().Any())
        {
            operation.Parameters.Add(
                Header(CommandPreconditions.KeyHeader, "The same key and body give the same answer, however often they come.")
            );
        }

        if (metadata.OfType<NeedsIfMatch>().Any())
        {
            operation.Parameters.Add(Header("If-Match", "The ETag of the version that the caller saw."));
        }

        operation.Responses ??= [];
        operation.Responses.Remove("400");
        operation.Responses["default"] = Problem(context.Document!);
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            var isStaff = metadata.OfType<EndpointPolicy>().Any(policy => policy.Name.StartsWith("staff:", StringComparison.Ordinal));
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(isStaff ? "staff" : "member", context.Document)] = [] }];
        }

        return Task.CompletedTask;
    }

    /// <summary>Parameters of the path that a type of ours reads from the route by itself.</summary>
    private static void AddRouteParameters(OpenApiOperation operation, string path)
    {
        var named = path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}').Split(':')[0]);
        foreach (var name in named.Where(name => operation.Parameters!.All(known => known.Name != name)))
        {
            operation.Parameters!.Add(
                new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
        }
    }

    private static OpenApiParameter Header(string name, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static OpenApiResponse Problem(OpenApiDocument document) =>
        new()
        {
            Description = "A problem (RFC 9457); decide by its code.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemResult.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDocument), document) },
            },
        };

    /// <summary><c>get-membership-backoffice-members</c>: stable as long as the route is.</summary>
    private static string OperationIdOf(string method, string path)
    {
        var words = path.Split('/').Skip(2).Select(part => part.Trim('{', '}').Split(':')[0]);
        return $"{method.ToLowerInvariant()}-{string.Join('-', words)}";
    }
}
