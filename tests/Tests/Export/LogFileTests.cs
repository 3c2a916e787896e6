using System.Text;
using NetSensor.Export;

namespace NetSensor.Tests.Export;

/// <summary>Logs hold whole lines, whatever the disk does.</summary>
public sealed class LogFileTests
{
    [Fact]
    public void A_log_without_lines_makes_no_file()
    {
        var output = new MemoryLogs();
        var log = new LogFile(output, "conn.log");
        log.Flush();
        log.Close();
        Assert.Empty(output.Names);
    }

    [Fact]
    public void Lines_come_out_in_order_and_are_counted()
    {
        var output = new MemoryLogs();
        var log = new LogFile(output, "conn.log");
        for (var i = 0; i < 5_000; i++) Write(log, i);
        log.Flush();
        Assert.Equal(5_000, log.Lines);
        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => $"{{\"n\":{i}}}"), output.Lines("conn.log"));
    }

    [Theory]
    [InlineData(25)]   // inside the third line of 8 bytes and its end
    [InlineData(16)]   // at the end of the second
    [InlineData(3)]    // inside the first
    public void A_disk_that_fills_keeps_the_whole_lines_and_drops_the_half_one(int room)
    {
        var disk = new FillingDisk(room);
        var log = new LogFile(disk, "conn.log");
        for (var i = 0; i < 9; i++) Write(log, i);
        var fault = Assert.Throws<LogException>(log.Flush);
        Assert.Contains("conn.log", fault.Message);
        Assert.Equal(string.Concat(Enumerable.Range(0, room / 8).Select(i => $"{{\"n\":{i}}}\n")), Encoding.ASCII.GetString(disk.Content));
    }

    [Fact]
    public void A_log_that_failed_is_not_written_again()
    {
        var disk = new FillingDisk(10);
        var log = new LogFile(disk, "conn.log");
        Write(log, 1);
        Write(log, 2);
        Assert.Throws<LogException>(log.Flush);
        disk.Room = 1000;
        Write(log, 3);
        log.Flush();
        Assert.Equal("{\"n\":1}\n", Encoding.ASCII.GetString(disk.Content));
    }

    [Fact]
    public void A_log_that_survives_keeps_its_lines_until_there_is_room_again()
    {
        var disk = new FillingDisk(10);
        var log = new LogFile(disk, "conn.log", survives: true);
        for (var i = 0; i < 4; i++) Write(log, i);
        log.Flush();
        Assert.Contains("conn.log", log.Failure!.Message);
        disk.Room = 1000;
        log.Flush();
        Assert.Null(log.Failure);
        Assert.Equal("{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n", Encoding.ASCII.GetString(disk.Content));
        Assert.Equal(0, log.Lost);
    }

    [Fact]
    public void A_log_that_was_moved_away_is_begun_anew_without_a_line_lost()
    {
        var folder = Directory.CreateTempSubdirectory("netsensor-test-").FullName;
        var log = new LogFile(new LogFolder(folder, append: true), "conn.log", survives: true);
        Write(log, 1);
        log.Flush();
        File.Move(Path.Combine(folder, "conn.log"), Path.Combine(folder, "conn.log.1"));
        Write(log, 2);
        log.Flush();
        log.Close();
        Assert.Equal(("{\"n\":1}\n", "{\"n\":2}\n"), (File.ReadAllText(Path.Combine(folder, "conn.log.1")), File.ReadAllText(Path.Combine(folder, "conn.log"))));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_waits_for_room_is_bounded_and_what_is_lost_is_counted()
    {
        var disk = new FillingDisk(0);
        var log = new LogFile(disk, "conn.log", survives: true);
        log.Line.Begin();
        log.Line.End();
        log.LineDone();
        log.Flush();
        var lines = LogFile.MostKeptBytes / 8; // seven bytes of the shortest and its end; longer ones fill it sooner
        for (var i = 0; i < lines; i++) Write(log, i);
        Assert.InRange(log.Line.Length, 0, LogFile.MostKeptBytes);
        Assert.InRange(log.Lost, 1, log.Lines);
        disk.Room = int.MaxValue;
        log.Flush();
        Assert.Equal(log.Lines - log.Lost, Encoding.ASCII.GetString(disk.Content).Count(letter => letter == '\n'));
    }

    private static void Write(LogFile log, int number)
    {
        log.Line.Begin();
        log.Line.Field("n"u8, number);
        log.Line.End();
        log.LineDone();
    }

    /// <summary>Takes so many bytes, and a part of the write that does not fit, as a file system does.</summary>
    private sealed class FillingDisk(int room) : ILogOutput
    {
        private readonly MemoryStream _content = new();

        public int Room { get; set; } = room;

        public byte[] Content => _content.ToArray();

        public Stream Create(string fileName) => new Limited(this);

        public string Describe(string fileName) => fileName;

        private sealed class Limited(FillingDisk disk) : Stream
        {
            public override bool CanRead => false;
            public override bool CanSeek => true;
            public override bool CanWrite => true;
            public override long Length => disk._content.Length;
            public override long Position { get => disk._content.Position; set => disk._content.Position = value; }

            public override void Write(ReadOnlySpan<byte> buffer)
            {
                var taken = Math.Min(buffer.Length, disk.Room - (int)disk._content.Length);
                disk._content.Write(buffer[..taken]);
                if (taken < buffer.Length) throw new IOException("No space left on device");
            }

            public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
            public override void SetLength(long value) => disk._content.SetLength(value);
            public override long Seek(long offset, SeekOrigin origin) => disk._content.Seek(offset, origin);
            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override void Flush()
            {
            }
        }
    }
}
