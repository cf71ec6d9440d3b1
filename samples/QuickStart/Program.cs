// dotnet run --project samples/QuickStart MODEL_FOLDER VIDEO START_SECONDS END_SECONDS EMBEDDER_FOLDER
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

var (media, span) = (new MediaOptions(), TimeRange.FromMs(int.Parse(args[2]) * 1000, int.Parse(args[3]) * 1000));
var probe = await new MediaProber(media).ProbeAsync(args[1], CancellationToken.None);
var clip = await new ClipReader(media).ReadAsync(args[1], probe, span, FrameSelection.Spread(span, 3), CancellationToken.None);

using var model = SmolVlm.Load(args[0], new VisionOptions());
using var chat = new SmolVlmChat(model, new ChatOptions());
var caption = chat.Ask(new ChatInput.Video(clip), "Describe what happens in this video in one sentence.").Text;
Console.WriteLine(caption);
Console.WriteLine(chat.Ask("Is there a cat in this video? Answer with yes or no.").Text);

using var embedder = TextEmbedder.Load(args[4], threads: 1);
var vectors = embedder.Embed([caption, "people cheering after scoring", "a boat on a lake"], CancellationToken.None);
Console.WriteLine(vectors[1].Zip(vectors[0], (a, b) => a * b).Sum() > vectors[2].Zip(vectors[0], (a, b) => a * b).Sum() ? "They cheer." : "They row.");
