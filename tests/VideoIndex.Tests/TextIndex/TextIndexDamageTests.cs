using System.Globalization;
using VideoIndex.TextIndex;
using static VideoIndex.Tests.TextIndex.TextIndexFixture;

namespace VideoIndex.Tests.TextIndex;

public sealed class TextIndexDamageTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    /// <summary>Whatever happens to the bytes: an answer is the right one, or there is none and the writer starts anew.</summary>
    [Fact]
    public void TryOpen_NeverAnswersWrong_WhateverHappensToAFile()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var folder = _folder["text"];
        WriteSeveralSegments(folder);
        var right = Ids(folder, ["dog", "fast"], ["a dog"]);
        var refused = 0;

        foreach (var file in Directory.GetFiles(folder).Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var whole = File.ReadAllBytes(file);
            for (var i = 0; i < 6; i++)
            {
                File.WriteAllBytes(file, Damage(whole, random));
                using (var reader = TextIndexReader.TryOpen(folder))
                {
                    refused += reader is null ? 1 : 0;
                    Assert.True(reader is null || Ids(reader, ["dog", "fast"], ["a dog"]) == right, $"{file}, seed {seed}");
                }
            }

            File.WriteAllBytes(file, whole);
        }

        Assert.True(refused > 50, $"only {refused} damages were seen");
        Assert.Equal(right, Ids(folder, ["dog", "fast"], ["a dog"]));
    }

    [Fact]
    public void TryOpen_StartsAnewAndWorks_AfterAnyDamage()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        WriteSeveralSegments(_folder["whole"]);
        for (var i = 0; i < 20; i++)
        {
            var folder = Directory.CreateDirectory(_folder[$"text-{i}"]).FullName;
            foreach (var whole in Directory.GetFiles(_folder["whole"]))
                File.Copy(whole, Path.Combine(folder, Path.GetFileName(whole)));
            var files = Directory.GetFiles(folder, "*_*");
            var file = files[random.Next(files.Length)];
            if (i % 5 == 0)
                File.Delete(file);
            else
                File.WriteAllBytes(file, Damage(File.ReadAllBytes(file), random));

            using (var writer = TextIndexWriter.TryOpen(folder, CatalogId)!)
                Assert.True(writer.AppliedChange is 0 or 40, $"{file}, seed {seed}");
            Write(folder, TextIndexFixture.Windows("a horse"));
            Assert.Equal("w1", Ids(folder, ["horse"]));
        }
    }

    private static void WriteSeveralSegments(string folder)
    {
        for (var part = 0; part < 4; part++)
        {
            var first = part * 10;
            Write(folder, [.. Enumerable.Range(first, 10).Select(i => Window(i, i % 3, i * 10,
                string.Create(CultureInfo.InvariantCulture, $"a dog runs {(i % 7 == 0 ? "fast " : "")}number {i}")))]);
        }
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = whole.ToArray();
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                return [.. bytes, 0, 1, 2];
            case 2:
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)));
                return bytes;
            default:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }
}
