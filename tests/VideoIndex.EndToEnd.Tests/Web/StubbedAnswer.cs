using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>What a test lets the browser receive in place of the server's answer.</summary>
internal sealed record StubbedAnswer(int Status, string Type, string Body)
{
    /// <summary>The answer comes only then.</summary>
    public Task When { get; init; } = Task.CompletedTask;

    public static StubbedAnswer Json(object body) => new(200, "application/json", JsonSerializer.Serialize(body));

    public static StubbedAnswer Problem(int status, string code, string detail, string? hint = null) =>
        new(status, "application/problem+json", JsonSerializer.Serialize(new { status, code, detail, hint }));

    /// <summary>Server-sent events, all at once.</summary>
    public static StubbedAnswer Events(params (string Name, object Data)[] events) =>
        new(200, "text/event-stream", string.Concat(events.Select(each => $"event: {each.Name}\ndata: {JsonSerializer.Serialize(each.Data)}\n\n")));
}
