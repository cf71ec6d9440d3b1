using System.CommandLine;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using VideoIndex.Api;
using VideoIndex.Cli.Ask;
using VideoIndex.Cli.Output;
using VideoIndex.Cli.Serve;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex serve</c></summary>
internal static class ServeCommand
{
    private static readonly Option<string> Host = new("--host")
    {
        Description = "address to listen on; others than this machine's own need a token (0.0.0.0: the whole network)",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => "localhost",
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "port to listen on; 0 takes a free one",
        HelpName = "N",
        DefaultValueFactory = _ => ServeOptions.DefaultPort,
    };

    private static readonly Option<string[]> Names = new("--name")
    {
        Description = "a name under which browsers reach it, besides this machine's own",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> RequireToken = new("--require-token") { Description = "ask for a token on this machine too (behind a proxy)" };

    private static readonly Option<string[]> PathMaps = new("--path-map")
    {
        Description = @"where those who open its playlists have a folder themselves: /srv/films=Z:\films (or \\nas\films, /Volumes/films, smb://nas/films)",
        HelpName = "FROM=TO",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string> Device = new("--device")
    {
        Description = "where the model runs when the page starts an index: auto, cpu or cuda",
        HelpName = "DEVICE",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<string?> Model = GlobalOptions.Model();

    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    public static Command Create()
    {
        var command = new Command("serve", "The web page, the API, live playlists and tools for agents, at one address") { Host, Port, Names, RequireToken, PathMaps, Model, Embedder, Device };
        Device.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, cancel), CancellationToken.None));
        return command;
    }

    /// <summary>What the server needs from the rest of the house.</summary>
    internal static ServeParts Parts(string data, EmbedderChoice embedder, Func<SharedWriter, IIndexer> openIndexer)
    {
        var writers = new SharedWriter(data, TimeProvider.System);
        var options = new IndexerOptions { DataFolder = data };
        var publisher = new TextPublisher(data, options.TextIndexFolder); // one: it does not read again what it has verified
        return new ServeParts(
            () => openIndexer(writers),
            cancel => publisher.CatchUp(cancel),
            line => Terminal.Say(Terminal.Printable(line)),
            TimeProvider.System,
            new Editor(options, writers))
        {
            Meaning = embedder.Loader is { } load ? new MeaningParts(() => embedder.Load()!, cancel => PublishVectors(options, load, cancel)) : null,
        };
    }

    private static void PublishVectors(IndexerOptions options, Func<ITextEmbedder> load, CancellationToken cancel)
    {
        using var embedder = load();
        new VectorPublisher(options.DataFolder, options.VectorIndexFolder, embedder).CatchUp(_ => { }, cancel);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var data = GlobalOptions.DataFolder(parsed);
        var options = new ServeOptions
        {
            DataFolder = data,
            Host = parsed.GetValue(Host)!,
            Port = parsed.GetValue(Port),
            Names = parsed.GetValue(Names)!,
            RequireToken = parsed.GetValue(RequireToken),
            PathMaps = [.. parsed.GetValue(PathMaps)!.Select(PathMap.Parse)],
        };
        var choice = ModelChoice.From(parsed.GetValue(Model), data);
        var settings = new IndexSettings { Vision = new() { Device = parsed.GetValue(Device)! }, Embedder = EmbedderChoice.From(parsed.GetValue(Embedder), data) };
        await using var asker = new ClipAsker(() => choice.Load(settings.Vision), TimeProvider.System);
        using var board = new JobBoard();
        var parts = Parts(data, settings.Embedder, writers => IndexCommand.Open(data, choice, settings, writers, board)) with
        {
            Asker = asker,
            OpenEstimator = () => IndexCommand.OpenEstimator(data, choice, settings),
            JobsPage = new JobsPage(board).AnswerAsync,
        };
        await using var app = WebServer.Build(options, parts);
        await StartAsync(app, options, cancel);
        Console.WriteLine(WebServer.AddressOf(app, options));
        if (!Console.IsErrorRedirected && WebServer.PhoneLink(app, options) is { } phone)
            SayPhoneLink(phone.Address, phone.Picture);
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Found;
    }

    /// <summary>For somebody at the terminal only: a log would keep the link while it lasts.</summary>
    private static void SayPhoneLink(string address, IReadOnlyList<string> picture)
    {
        foreach (var line in picture)
            Terminal.Say($"\u001b[38;5;231;48;5;16m{line}\u001b[0m"); // white on black in any colours: a camera needs the contrast
        Terminal.Say($"for a phone: show it the picture, or open {address}\nit signs one device in, once, within ten minutes; `videoindex token list` shows what it made");
    }

    private static async Task StartAsync(WebApplication app, ServeOptions options, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (Exception taken) when (taken is IOException or Win32Exception)
        {
            throw new VideoIndexException(ErrorCodes.BadOption, $"cannot listen on `{options.Host}` port {options.Port}: {taken.Message}",
                "it may run already; `--port N` takes another", taken);
        }
    }
}
