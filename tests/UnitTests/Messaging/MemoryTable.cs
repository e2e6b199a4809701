using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace Serverless.UnitTests.Messaging;

/// <summary>A table in memory with the service's ETag rules, for the calls that messaging makes.</summary>
internal sealed class MemoryTable : TableClient
{
    private readonly Dictionary<(string, string), TableEntity> _rows = [];
    private int _version;

    /// <summary>Thrown by the next call instead of answering; applied first, so that the caller cannot know.</summary>
    internal Exception? AfterNextWrite { get; set; }

    internal IReadOnlyCollection<TableEntity> Rows => _rows.Values;

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        _rows.ContainsKey((entity.PartitionKey, entity.RowKey)) ? throw new RequestFailedException(409, "exists") : Write(entity);

    public override Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode, CancellationToken cancellationToken = default) =>
        Write(entity);

    public override Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode,
        CancellationToken cancellationToken = default
    ) => _rows[(entity.PartitionKey, entity.RowKey)].ETag == ifMatch ? Write(entity) : throw new RequestFailedException(412, "changed");

    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult<NullableResponse<T>>(
            new Found<T>(_rows.TryGetValue((partitionKey, rowKey), out var row) ? (T)(object)Copy(row) : default)
        );

    private Task<Response> Write<T>(T entity)
        where T : ITableEntity
    {
        var row = Copy((TableEntity)(object)entity);
        row.ETag = new ETag($"W/\"{++_version}\"");
        _rows[(row.PartitionKey, row.RowKey)] = row;
        if (AfterNextWrite is { } failure)
        {
            AfterNextWrite = null;
            throw failure;
        }

        return Task.FromResult<Response>(new Answered(row.ETag));
    }

    private static TableEntity Copy(TableEntity row) => new(row) { ETag = row.ETag };

    private sealed class Found<T>(T? value) : NullableResponse<T>
    {
        public override bool HasValue => value is not null;

        public override T? Value => value;

        public override Response GetRawResponse() => new Answered(default);
    }

    private sealed class Answered(ETag etag) : Response
    {
        public override int Status => 204;

        public override string ReasonPhrase => "";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose() { }

        protected override bool ContainsHeader(string name) => name == "ETag";

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new HttpHeader("ETag", etag.ToString())];

        protected override bool TryGetHeader(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            (value = name == "ETag" ? etag.ToString() : null) is not null;

        protected override bool TryGetHeaderValues(
            string name,
            [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IEnumerable<string>? values
        ) => (values = name == "ETag" ? [etag.ToString()] : null) is not null;
    }
}
