using System.Text;
using NetSensor.Export;

namespace NetSensor.Tests.Export;

/// <summary>What becomes of files of an earlier run.</summary>
public sealed class LogFolderTests : IDisposable
{
    private const string Before = "{\"run\":\"before\",\"lines\":100}\n";
    private const string Now = "{\"run\":\"now\"}\n"; // the shorter one

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("conn.log", false)]
    [InlineData("summary.json", false)]
    [InlineData("summary.json", true)] // one object, which tells of one run
    public void A_longer_file_is_replaced_whole(string name, bool append)
    {
        File.WriteAllText(Path.Combine(_folder, name), Before);
        Assert.Equal(Now, Written(name, append));
    }

    [Theory]
    [InlineData("conn.log", false)]
    [InlineData("conn.log", true)]
    [InlineData("summary.json", false)]
    [InlineData("summary.json", true)]
    public void A_file_that_is_not_there_is_made(string name, bool append) => Assert.Equal(Now, Written(name, append));

    [Fact]
    public void Lines_that_are_there_are_continued_when_they_shall_be()
    {
        File.WriteAllText(Path.Combine(_folder, "conn.log"), Before);
        Assert.Equal(Before + Now, Written("conn.log", append: true));
    }

    private string Written(string name, bool append)
    {
        using (var stream = new LogFolder(_folder, append).Create(name)) stream.Write(Encoding.ASCII.GetBytes(Now));
        return File.ReadAllText(Path.Combine(_folder, name));
    }
}
