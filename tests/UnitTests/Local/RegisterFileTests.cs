using System.Text;
using Serverless.Local.Demo;
using Serverless.Platform.Files;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Local;

public sealed class RegisterFileTests
{
    private static readonly RegisterFile File = RegisterFile.Of(10_000);

    [Fact]
    public void Same_size_gives_the_same_file() => Assert.Equal(File.Text, RegisterFile.Of(10_000).Text);

    [Fact]
    public void Good_lines_are_different_people_with_right_check_characters()
    {
        var bad = File.BadLines.Select(line => line.Number).ToHashSet();
        var documents = Lines()
            .Where(line => !bad.Contains(line.Number))
            .Select(line => Dni.Parse(line.Text.Split(',')[0]).Value.Value)
            .ToList();

        Assert.Equal(File.Teachers, documents.Count);
        Assert.Equal(documents.Count, documents.Distinct().Count());
        Assert.Equal(RegisterFile.SampleDni, documents[5]);
    }

    [Fact]
    public void Phones_are_mobile_numbers_where_there_are_any()
    {
        var phones = Lines().Select(line => line.Text.Split(',')).Where(fields => fields.Length == 10).Select(fields => fields[9]).ToList();

        Assert.All(phones.Where(phone => phone.Length > 0), phone => Assert.True(MobileNumber.Parse(phone).IsSuccess));
        Assert.Contains("", phones);
    }

    [Fact]
    public void Bad_lines_are_listed_with_their_place_and_reason()
    {
        var lines = Lines().ToDictionary(line => line.Number, line => line.Text);

        Assert.Equal(20, File.BadLines.Count);
        Assert.All(
            File.BadLines.Where(line => line.Code == "platform.dni-check-mismatch"),
            line => Assert.Equal(line.Code, Dni.Parse(lines[line.Number].Split(',')[0]).Error?.Code)
        );
        Assert.All(
            File.BadLines.Where(line => line.Code == "membership.register-line-layout"),
            line => Assert.Equal(9, lines[line.Number].Split(',').Length)
        );
    }

    [Fact]
    public async Task Line_numbers_are_those_of_the_reader()
    {
        var last = 0;
        await foreach (var record in CsvReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(File.Text))))
        {
            last = record.Number;
        }

        Assert.Equal(10_001, last);
    }

    private static IEnumerable<(int Number, string Text)> Lines() =>
        File.Text.TrimEnd('\n').Split('\n').Select((text, index) => (index + 1, text)).Skip(1);
}
