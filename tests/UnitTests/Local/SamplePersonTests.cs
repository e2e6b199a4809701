using Serverless.Local.Demo;
using Serverless.Local.Phone;
using Serverless.Platform.Kernel;

namespace Serverless.UnitTests.Local;

public sealed class SamplePersonTests
{
    private static readonly RegisterFile Register = RegisterFile.Of(SamplePerson.RegisterLines);

    [Fact]
    public void Sample_register_has_no_line_that_is_wrong() => Assert.Empty(Register.BadLines);

    [Fact]
    public void First_person_is_the_sample_that_the_demo_names_tenured_and_with_a_phone()
    {
        var line = LineOf(SamplePerson.All[0]);

        Assert.Equal(RegisterFile.SampleDni, SamplePerson.All[0].Dni);
        Assert.Equal("nombrado", line![5]);
        Assert.Equal($"+51{line[9]}", SamplePerson.All[0].Phone);
    }

    [Fact]
    public void Everybody_but_the_stranger_stands_in_the_sample_register_with_the_same_phone()
    {
        foreach (var person in SamplePerson.All.SkipLast(1))
        {
            var line = LineOf(person);

            Assert.NotNull(line);
            Assert.Equal(line[9].Length == 0 ? null : $"+51{line[9]}", person.Phone);
        }

        Assert.Null(LineOf(SamplePerson.All[^1]));
        Assert.True(Dni.Parse(SamplePerson.All[^1].Dni).IsSuccess);
    }

    [Fact]
    public void Teachers_of_the_demo_are_good_lines_with_a_phone_and_none_of_the_samples()
    {
        var samples = SamplePerson.All.Select(person => person.Dni).ToHashSet();

        for (var draw = 0; draw < 500; draw++)
        {
            var teacher = RegisterFile.TeacherAt(SamplePersonLines.Next());

            Assert.NotNull(teacher.Phone);
            Assert.DoesNotContain(teacher.Dni, samples);
        }
    }

    [Fact]
    public void Nobody_plays_again_before_all_had_their_turn_because_a_telephone_gets_few_codes_an_hour()
    {
        var times = Enumerable.Range(0, 2_000).CountBy(_ => SamplePersonLines.Next()).Select(drawn => drawn.Value).ToList();

        // All had as many turns, but for the one that was on when this began and the one that is on now.
        Assert.InRange(times.Max() - times.Min(), 0, 2);
    }

    private static string[]? LineOf(SamplePerson person) =>
        Register
            .Text.Split('\n')
            .Select(line => line.Split(','))
            .FirstOrDefault(fields => fields[0].StartsWith(person.Dni, StringComparison.Ordinal));
}
