// dotnet run --project samples/QuickStart MODEL_FOLDER VIDEO START_SECONDS END_SECONDS
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

var (media, span) = (new MediaOptions(), TimeRange.FromMs(int.Parse(args[2]) * 1000, int.Parse(args[3]) * 1000));
var probe = await new MediaProber(media).ProbeAsync(args[1], CancellationToken.None);
var clip = await new ClipReader(media).ReadAsync(args[1], probe, span, FrameSelection.Spread(span, 3), CancellationToken.None);

using var model = SmolVlm.Load(args[0], new VisionOptions());
var chat = new SmolVlmChat(model, new ChatOptions());
Console.WriteLine(chat.Ask(new ChatInput.Video(clip), "Describe what happens in this video in one sentence.").Text);
Console.WriteLine(chat.Ask("Is there a cat in this video? Answer with yes or no.").Text);
