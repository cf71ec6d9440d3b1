using System.Text;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

/// <summary>On what ffprobe 5.1.9 answered for real files.</summary>
public sealed class ProbeParserTests
{
    [Fact]
    public void Describe_TellsStreamsAndLanguages()
    {
        var probe = Describe(Recorded("nasa_13013.mp4"));

        Assert.Equal((320, 180, "h264", 25.0, true, 0), (probe.Width, probe.Height, probe.VideoCodec, probe.FrameRate, probe.HasAudio, probe.VideoStream));
        Assert.Equal(TimeSpan.FromSeconds(13), probe.Duration);
        Assert.Equal([new SubtitleStream(2, "mov_text", "eng"), new SubtitleStream(5, "mov_text", "eng")], probe.Subtitles);
    }

    [Fact]
    public void Describe_ReadsMatroskasTagAsAnEnd_CountedFromTheContainersStart() =>
        Assert.Equal(TimeSpan.FromMilliseconds(10_340), Describe(Recorded("flipping_a_pancake.mkv")).Duration);

    [Fact]
    public void Describe_TurnsTheSize() =>
        Assert.Equal((320, 568), (Describe(Recorded("decord_video_270.mov")).Width, Describe(Recorded("decord_video_270.mov")).Height));

    [Fact]
    public void Describe_MakesCuesOfTitledChapters()
    {
        var chapters = Describe(Recorded("sample_with_chapters.mp4")).Chapters;

        Assert.Equal(["Chapter 1", "Chapter 2", "Chapter 3"], chapters.Select(cue => cue.Text));
        Assert.All(chapters.Zip(chapters.Skip(1)), pair => Assert.Equal(pair.First.Span.End, pair.Second.Span.Start));
    }

    [Theory]
    [InlineData("\"codec_type\": \"video\"", "\"codec_type\": \"audio\"", ErrorCodes.NoVideoStream)]
    [InlineData("\"codec_name\": \"h264\"", "\"codec_name\": \"ffv1\"", ErrorCodes.NotMedia)]
    [InlineData("\"attached_pic\": 0", "\"attached_pic\": 1", ErrorCodes.NoVideoStream)]
    [InlineData("\"width\": 568", "\"width\": 900000", ErrorCodes.TooManyPixels)]
    public void ChooseVideo_Refuses(string from, string to, string code)
    {
        var json = Recorded("decord_video_270.mov").Replace(from, to, StringComparison.Ordinal);

        Assert.Equal(code, Assert.Throws<VideoIndexException>(() => Describe(json)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,")]
    public void Parse_Refuses_WhatDescribesNoMedia(string json) =>
        Assert.Equal(ErrorCodes.NotMedia, Assert.Throws<VideoIndexException>(() => ProbeParser.Parse("a.mp4", Encoding.UTF8.GetBytes(json))).Code);

    [Theory]
    [InlineData("packet,0.000000,0.040000\npacket,0.080000,0.040000\npacket,0.040000,0.040000\nformat,0.000000\n", 120)]
    [InlineData("packet,10.0,N/A\npacket,N/A,N/A\nformat,9.5\n", 540)]
    [InlineData("format,9.5\n", null)]
    [InlineData("", null)]
    public async Task ReadEndAsync_FindsTheLastPacketsEnd(string answer, int? milliseconds)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(answer));

        Assert.Equal(milliseconds, (await PacketScan.ReadEndAsync(stream, TestContext.Current.CancellationToken))?.TotalMilliseconds);
    }

    [Fact]
    public void StderrTail_KeepsTheLastLines_Bounded()
    {
        var tail = new StderrTail();
        tail.Add(Encoding.UTF8.GetBytes(new string('x', 1_000_000) + "\n"));
        for (var i = 0; i < 1000; i++)
            tail.Add(Encoding.UTF8.GetBytes($"[h264 @ 0x55ced2187{i:000}] bad\u001b[31m block {i}\n"));
        tail.Add("Conversion failed!\n"u8);
        tail.EndLine();

        Assert.Equal(20, tail.LastLines.Count);
        Assert.Equal("[h264] bad[31m block 999", tail.LastSentence);
        Assert.False(tail.FileIsCutOff);
    }

    [Theory]
    [InlineData("[mov,mp4,m4a,3gp,3g2,mj2 @ 0x5565e294f880] stream 0, offset 0x10e7ae: partial file")]
    [InlineData("[matroska,webm @ 0x55c9dabb0880] File ended prematurely at pos. 121 (0x79)")]
    public void StderrTail_TellsThatTheFileIsCutOff_HoweverMuchFollows(string line)
    {
        var tail = new StderrTail();
        tail.Add(Encoding.UTF8.GetBytes(line + "\n"));
        for (var i = 0; i < 100; i++)
            tail.Add("more\n"u8);

        Assert.True(tail.FileIsCutOff);
    }

    [Theory]
    [InlineData("ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2025", "5.1.9-0+deb12u1", false)]
    [InlineData("ffmpeg version 4.4.2 Copyright (c) 2000-2021", "4.4.2", true)]
    [InlineData("ffmpeg version n7.0 Copyright", "n7.0", false)]
    [InlineData("ffmpeg version N-109542-g8d2f1b3 Copyright", "N-109542-g8d2f1b3", false)]
    public void FfmpegLocator_TellsTheVersion(string answer, string version, bool tooOld)
    {
        Assert.Equal(version, FfmpegLocator.ReadVersion(answer + "\nbuilt with gcc"));
        Assert.Equal(tooOld, FfmpegLocator.IsTooOld(version));
    }

    [Theory]
    [InlineData("match", "match.EN.srt,match.mp4,match.srt,match.vtt,match.zh-Hans.vtt", "match.EN.srt,match.srt,match.vtt,match.zh-Hans.vtt")]
    [InlineData("show", "show.mp4,show.s01.mp4,show.s01.srt,show.s01.en.srt,show.en.srt", "show.en.srt")]
    public void Choose_FindsAMediasOwnSubtitles(string media, string names, string expected) =>
        Assert.Equal(expected.Split(','), SidecarFiles.Choose(names.Split(','), media));

    [Theory]
    [InlineData("match.srt", null)]
    [InlineData("match.en.srt", "en")]
    [InlineData("match.en.forced.VTT", "en")]
    public void LanguageOf_ReadsWhatStandsBetween(string file, string? expected) => Assert.Equal(expected, SidecarFiles.LanguageOf(file, "match"));

    [Fact]
    public void Frames_GuardsTheInput_AndNamesItSafely()
    {
        var arguments = FfmpegArguments.Frames(new MediaOptions(), "/media/-i concat:a.mp4", new StreamLayout(1, new FrameSize(64, 48), Orientation.Upright, true),
            new FrameSize(64, 48), new FramePick("fps=1", 3), TimeSpan.Zero).ToList();

        var input = arguments.IndexOf("-i");
        Assert.Equal("file:/media/-i concat:a.mp4", arguments[input + 1]);
        foreach (var guard in new[] { "-protocol_whitelist", "-format_whitelist", "-codec_whitelist", "-max_pixels", "-nostdin" })
            Assert.InRange(arguments.IndexOf(guard), 0, input - 1);
    }

    private static string Recorded(string name) =>
        File.ReadAllText(Path.Join(TestFolders.Repository, "tests", "VideoIndex.Tests", "Media", "Recorded", name + ".json"));

    private static MediaProbe Describe(string json)
    {
        var analysis = ProbeParser.Parse("a.mp4", Encoding.UTF8.GetBytes(json));
        var video = ProbeParser.ChooseVideo("a.mp4", analysis, 40_000_000);
        return ProbeParser.Describe(analysis, video, ProbeParser.DurationOf(analysis, video)!.Value);
    }
}
