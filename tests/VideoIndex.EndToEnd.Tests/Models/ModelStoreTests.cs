using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Models;

/// <summary>Importing, looking, verifying and removing, without a hub.</summary>
public sealed class ModelStoreTests
{
    private static readonly IProgress<PullProgress> Nobody = new Progress<PullProgress>();

    [Fact]
    public async Task Import_CopiesTheFolder_AndTheOriginalMayChange()
    {
        using var folder = TestFolders.NewTemporary();
        var from = TestFolders.CopySampleModel(folder["from"]);
        await File.WriteAllTextAsync(Path.Combine(from, "evil.py"), "print()", TestContext.Current.CancellationToken);
        var store = Store(folder);
        var model = await store.ImportAsync("my-500m", from, Nobody, TestContext.Current.CancellationToken);
        Assert.False(File.Exists(Path.Combine(model.Folder, "evil.py")));
        Assert.Equal(FakeHub.FilesOf(TestFolders.SampleModel).Select(file => (file.Key, FakeHub.Sha256(file.Value))).Order(),
            model.Manifest!.Files.Select(file => (file.File, file.Sha256)).Order());
        await File.WriteAllBytesAsync(Path.Combine(from, "model.safetensors"), [1], TestContext.Current.CancellationToken);
        Assert.Empty(Damage(store, "my-500m"));
        Assert.Equal("my-500m", store.Default()!.Name);
    }

    [Fact]
    public async Task Import_FollowsTheLinksOfAHubsCache()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: links need a privilege on Windows");
        using var folder = TestFolders.NewTemporary();
        var blobs = TestFolders.CopySampleModel(folder["blobs"]);
        Directory.CreateDirectory(folder["snapshots"]);
        foreach (var file in Directory.GetFiles(blobs))
            File.CreateSymbolicLink(folder["snapshots", Path.GetFileName(file)], $"../blobs/{Path.GetFileName(file)}");
        var model = await Store(folder).ImportAsync("500m", folder["snapshots"], Nobody, TestContext.Current.CancellationToken);
        Assert.Equal(new FileInfo(Path.Combine(TestFolders.SampleModel, "model.safetensors")).Length, new FileInfo(Path.Combine(model.Folder, "model.safetensors")).Length);
        Assert.Null(new FileInfo(Path.Combine(model.Folder, "model.safetensors")).LinkTarget);
    }

    [Fact]
    public async Task Import_OfAnEmbedder_TakesItsOneNetwork_WhichMustStayAsItWas()
    {
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["from", "onnx"]);
        foreach (var (name, path) in new[] { ("config.json", "config.json"), ("vocab.txt", "vocab.txt"), ("model-int8.onnx", "onnx/model_quint8_avx2.onnx") })
            File.Copy(Path.Combine(TestFolders.SampleModel, "embedder", name), folder["from", path]);
        await File.WriteAllTextAsync(folder["from", "onnx/model.onnx"], "another", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["from", "golden.json"], "{}", TestContext.Current.CancellationToken);
        var model = await Store(folder).ImportAsync("minilm", folder["from"], Nobody, TestContext.Current.CancellationToken);
        Assert.Equal((ModelKind.TextEmbedder, 3), (model.Kind, model.Manifest!.Files.Count));
        TextEmbedder.Load(model.Folder, threads: 1).Dispose();

        var graph = Path.Combine(model.Folder, "model-int8.onnx");
        var changed = await File.ReadAllBytesAsync(graph, TestContext.Current.CancellationToken);
        changed[^1] ^= 1;
        await File.WriteAllBytesAsync(graph, changed, TestContext.Current.CancellationToken);
        var trouble = Assert.Throws<VideoIndexException>(() => TextEmbedder.Load(model.Folder, threads: 1));
        Assert.Equal(ErrorCodes.ModelDamaged, trouble.Code);
        Assert.Contains(FakeHub.Sha256(changed), trouble.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500m", "nowhere", ErrorCodes.ModelMissing)]
    [InlineData("500m", "empty", ErrorCodes.ModelMissing)]
    [InlineData("minilm", "sample", ErrorCodes.ModelMissing)]
    [InlineData("500m", "damaged", ErrorCodes.ModelDamaged)]
    [InlineData("minilm", "external", ErrorCodes.ModelDamaged)]
    [InlineData("500m", "hollow", ErrorCodes.ModelDamaged)]
    [InlineData("../500m", "sample", ErrorCodes.BadOption)]
    [InlineData(".hidden", "sample", ErrorCodes.BadOption)]
    [InlineData("", "sample", ErrorCodes.BadOption)]
    public async Task Import_RefusesWhatIsNoModel_AndLeavesNothing(string name, string from, string code)
    {
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["empty"]);
        TestFolders.CopySampleModel(folder["sample"]);
        await File.WriteAllBytesAsync(Path.Combine(TestFolders.CopySampleModel(folder["damaged"]), "model.safetensors"), [1, 2, 3], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(TestFolders.CopySampleModel(folder["hollow"]), "tokenizer.json"), [], TestContext.Current.CancellationToken);
        // A graph with one initializer whose data_location says: in another file.
        await File.WriteAllBytesAsync(Path.Combine(TestFolders.CopySampleModel(folder["external"]), "model-int8.onnx"), [0x3A, 4, 0x2A, 2, 0x70, 1], TestContext.Current.CancellationToken);
        var store = Store(folder);
        var trouble = await Assert.ThrowsAsync<VideoIndexException>(() => store.ImportAsync(name, folder[from], Nobody, TestContext.Current.CancellationToken));
        Assert.Equal(code, trouble.Code);
        Assert.Empty(Directory.EnumerateDirectories(folder["models"]));
        Assert.All(store.List(), model => Assert.Equal(ModelState.NotPulled, model.State));
    }

    [Fact]
    public async Task Import_OverAModel_ReplacesAllOfIt()
    {
        using var folder = TestFolders.NewTemporary();
        var store = Store(folder);
        var first = await store.ImportAsync("500m", TestFolders.SampleModel, Nobody, TestContext.Current.CancellationToken);
        var other = TestFolders.CopySampleModel(folder["other"]);
        File.Delete(Path.Combine(other, "chat_template.json"));
        var second = await store.ImportAsync("500m", other, Nobody, TestContext.Current.CancellationToken);
        Assert.Equal(first.Manifest!.Files.Count - 1, second.Manifest!.Files.Count);
        Assert.Empty(Damage(store, "500m"));
        Assert.Equal(second.Folder, Assert.Single(Directory.EnumerateDirectories(folder["models"])));
    }

    [Theory]
    [InlineData("flipped", "config.json")]
    [InlineData("cut", "model.safetensors")]
    [InlineData("gone", "tokenizer.json")]
    [InlineData("added", "extra.safetensors")]
    public async Task Verify_NamesTheFileThatIsNotWhatWasReceived(string harm, string name)
    {
        using var folder = TestFolders.NewTemporary();
        var store = Store(folder);
        var model = await store.ImportAsync("500m", TestFolders.SampleModel, Nobody, TestContext.Current.CancellationToken);
        Assert.Empty(Damage(store, "500m"));
        var path = Path.Combine(model.Folder, name);
        var content = harm == "added" ? [] : await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        if (harm == "gone")
            File.Delete(path);
        else
            await File.WriteAllBytesAsync(path, harm == "flipped" ? [(byte)(content[0] ^ 1), .. content[1..]] : harm == "cut" ? content[..^1] : [1], TestContext.Current.CancellationToken);
        var damage = Assert.Single(Damage(store, "500m"));
        Assert.Equal(name, damage.File);
        if (harm == "flipped")
            Assert.Contains(FakeHub.Sha256(content), damage.Expected, StringComparison.Ordinal);
        Assert.NotEqual(damage.Expected, damage.Found);
        Assert.Equal(harm is "cut" or "gone" ? ModelState.Damaged : ModelState.Whole, store.Find("500m")!.State);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    public async Task Load_RefusesAFileThatWasChangedSince_AndNamesBothHashes(string name)
    {
        using var folder = TestFolders.NewTemporary();
        var model = await Store(folder).ImportAsync("500m", TestFolders.SampleModel, Nobody, TestContext.Current.CancellationToken);
        SmolVlm.Load(model.Folder, new VisionOptions { Device = "cpu" }).Dispose();
        var path = Path.Combine(model.Folder, name);
        var (content, written) = (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), File.GetLastWriteTimeUtc(path));
        byte[] changed = [.. content[..^1], (byte)(content[^1] ^ 1)];
        await File.WriteAllBytesAsync(path, changed, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, written.AddSeconds(1));

        var trouble = Assert.Throws<VideoIndexException>(() => SmolVlm.Load(model.Folder, new VisionOptions { Device = "cpu" }));
        Assert.Equal(ErrorCodes.ModelDamaged, trouble.Code);
        Assert.All([name, FakeHub.Sha256(content), FakeHub.Sha256(changed)], part => Assert.Contains(part, trouble.Message, StringComparison.Ordinal));

        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        SmolVlm.Load(model.Folder, new VisionOptions { Device = "cpu" }).Dispose();
    }

    [Fact]
    public async Task Load_ReadsNothingThroughAgain_AsLongAsNoFileIsWrittenTo()
    {
        using var folder = TestFolders.NewTemporary();
        var model = await Store(folder).ImportAsync("500m", TestFolders.SampleModel, Nobody, TestContext.Current.CancellationToken);
        var path = Path.Combine(model.Folder, "model.safetensors");
        var (content, written) = (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), File.GetLastWriteTimeUtc(path));
        content[^1] ^= 1; // the last bit of one weight
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, written);

        SmolVlm.Load(model.Folder, new VisionOptions { Device = "cpu" }).Dispose();
        Assert.Equal("model.safetensors", Assert.Single(Damage(Store(folder), "500m")).File);
        File.Delete(ReceivedCheck.PathFor(model.Folder));
        Assert.Equal(ErrorCodes.ModelDamaged, Assert.Throws<VideoIndexException>(() => SmolVlm.Load(model.Folder, new VisionOptions { Device = "cpu" })).Code);
    }

    [Fact]
    public async Task Load_RefusesAFileThatDidNotComeWithTheModel_IfItWouldBeRead()
    {
        using var folder = TestFolders.NewTemporary();
        var from = TestFolders.CopySampleModel(folder["from"]);
        File.Delete(Path.Combine(from, "chat_template.json"));
        var model = await Store(folder).ImportAsync("500m", from, Nobody, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(model.Folder, "notes.md"), "mine", TestContext.Current.CancellationToken);
        SmolVlm.Load(model.Folder, new VisionOptions { Device = "cpu" }).Dispose();
        File.Copy(Path.Combine(TestFolders.SampleModel, "chat_template.json"), Path.Combine(model.Folder, "chat_template.json"));
        var trouble = Assert.Throws<VideoIndexException>(() => SmolVlm.Load(model.Folder, new VisionOptions { Device = "cpu" }));
        Assert.Contains("`chat_template.json` did not come with it", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_Is500mThen256mThen22b_AndNeverAnEmbedder()
    {
        using var folder = TestFolders.NewTemporary();
        var store = Store(folder);
        Assert.Null(store.Default());
        foreach (var name in (string[])["zebra", "2.2b", "256m", "500m"])
        {
            await store.ImportAsync(name, TestFolders.SampleModel, Nobody, TestContext.Current.CancellationToken);
            Assert.Equal(name, store.Default()!.Name);
        }

        Assert.True(store.Remove(store.Find("500m")!));
        Assert.False(store.Remove(store.Find("500m")!));
        Assert.Equal("256m", store.Default()!.Name);
        Assert.Equal(["256m", "500m", "2.2b", "minilm", "zebra"], store.List().Select(model => model.Name));
    }

    [Fact]
    public async Task Default_StaysTheDamagedOne_RatherThanTakingAnotherUnasked()
    {
        using var folder = TestFolders.NewTemporary();
        var store = Store(folder);
        await store.ImportAsync("256m", TestFolders.SampleModel, Nobody, TestContext.Current.CancellationToken);
        var model = await store.ImportAsync("500m", TestFolders.SampleModel, Nobody, TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(model.Folder, "manifest.json"));
        Assert.Equal(("500m", ModelState.Damaged), (store.Default()!.Name, store.Default()!.State));
    }

    private static List<FileDamage> Damage(ModelStore store, string name) => [.. store.Verify(store.Find(name)!, Nobody, CancellationToken.None)];

    private static ModelStore Store(TemporaryFolder folder) => new(folder["models"], _ => null, TimeProvider.System);
}
