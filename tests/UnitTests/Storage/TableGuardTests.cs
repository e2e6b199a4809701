using Azure.Data.Tables;
using Serverless.Platform.Storage;

namespace Serverless.UnitTests.Storage;

public sealed class TableGuardTests
{
    private static TableTransactionAction Insert(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableEntity Row(string key = "r", string partition = "p") => new(partition, key);

    private static string Refusal(params TableEntity[] rows) =>
        Assert.Throws<InvalidOperationException>(() => TableGuard.Check([.. rows.Select(Insert)])).Message;

    [Fact]
    public void Batch_of_a_hundred_rows_passes_and_of_one_more_does_not()
    {
        TableEntity[] rows = [.. Enumerable.Range(0, 101).Select(i => Row($"r{i}"))];

        TableGuard.Check([.. rows[..100].Select(Insert)]);

        Assert.Contains("1 to 100 rows", Refusal(rows), StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_over_two_partitions_is_refused() =>
        Assert.Contains("one partition", Refusal(Row("a", "p"), Row("b", "q")), StringComparison.Ordinal);

    [Fact]
    public void Row_named_twice_is_refused() => Assert.Contains("row once", Refusal(Row("a"), Row("a")), StringComparison.Ordinal);

    public static TheoryData<object> LossyValues => [1.5m, 1.5d, 1.5f];

    [Theory]
    [MemberData(nameof(LossyValues))]
    public void Number_that_comes_back_changed_is_refused(object value)
    {
        var row = Row();
        row["amount"] = value;

        Assert.Contains("Int64", Refusal(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Column_over_64_kibibytes_is_refused()
    {
        var row = Row();
        row["d0"] = new byte[TableGuard.MaxPropertyBytes];
        TableGuard.Check(row);
        row["d0"] = new byte[TableGuard.MaxPropertyBytes + 1];

        Assert.Contains("65536", Refusal(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Entity_over_one_mebibyte_is_refused()
    {
        var row = Row();
        Chunks.Write(row, new byte[TableGuard.MaxEntityBytes]);

        Assert.Contains("1048576", Refusal(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Entity_with_too_many_columns_is_refused()
    {
        var row = Row();
        for (var i = 0; i < TableGuard.MaxProperties; i++)
        {
            row[$"c{i}"] = 1;
        }

        Assert.Contains("252", Refusal(row), StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_over_four_mebibytes_is_refused()
    {
        var rows = Enumerable.Range(0, 5).Select(i => Row($"r{i}")).ToArray();
        foreach (var row in rows)
        {
            Chunks.Write(row, new byte[900 * 1024]);
        }

        Assert.Contains("4194304", Refusal(rows), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("")]
    public void Key_with_a_forbidden_character_is_refused(string key) =>
        Assert.Contains("a key", Refusal(Row(key)), StringComparison.Ordinal);

    [Theory]
    [InlineData("wamid.HBgL/+==?#")]
    [InlineData("")]
    [InlineData("ñandú")]
    public void Id_of_a_stranger_becomes_a_safe_key(string id)
    {
        TableGuard.Check(Row(RowKeys.Inbox(id)));
        Assert.NotEqual(RowKeys.Inbox(id), RowKeys.Inbox(id + "x"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(700_000)]
    public void Document_of_any_length_comes_back_from_its_columns(int length)
    {
        var document = new byte[length];
        new Random(length).NextBytes(document);
        var row = Row();

        Chunks.Write(row, document);

        Assert.Equal(document, Chunks.Read(row));
    }
}
