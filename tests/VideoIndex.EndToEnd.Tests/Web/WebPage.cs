using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>One tab of the browser, used as a person would: addresses, keys, the mouse; and what went wrong in it.</summary>
internal sealed class WebPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DevTools _tools;
    private readonly string _visitor;
    private readonly string _session;
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly ConcurrentDictionary<string, StubbedAnswer> _stubs = [];

    private WebPage(DevTools tools, string visitor, string session)
    {
        _tools = tools;
        _visitor = visitor;
        _session = session;
        tools.Happened += Note;
    }

    /// <summary>Uncaught errors and broken rules of the content security policy, in their order.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public static async Task<WebPage> OpenAsync(DevTools tools, int width, int height, string language)
    {
        var visitor = (await tools.AskAsync("Target.createBrowserContext")).GetProperty("browserContextId").GetString()!;
        var target = (await tools.AskAsync("Target.createTarget", new { url = "about:blank", browserContextId = visitor })).GetProperty("targetId").GetString()!;
        var session = (await tools.AskAsync("Target.attachToTarget", new { targetId = target, flatten = true })).GetProperty("sessionId").GetString()!;
        var page = new WebPage(tools, visitor, session);
        foreach (var domain in new[] { "Page", "Runtime", "Log" })
            await page.AskAsync($"{domain}.enable");
        await page.ResizeAsync(width, height);
        await page.AskAsync("Emulation.setLocaleOverride", new { locale = language });
        await page.AskAsync("Emulation.setUserAgentOverride", new { userAgent = "VideoIndex tests", acceptLanguage = language });
        return page;
    }

    public Task<JsonElement> ResizeAsync(int width, int height) =>
        AskAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = width < 600 });

    /// <summary>Light or dark, as the system would ask for.</summary>
    public Task UseThemeAsync(string theme) =>
        AskAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = theme } } });

    /// <summary>Answers every request whose address holds <paramref name="part"/> in the server's place: for what only another day's library would answer.</summary>
    public async Task StubAsync(string part, StubbedAnswer answer)
    {
        _stubs[part] = answer;
        await AskAsync("Fetch.enable", new { patterns = _stubs.Keys.Select(each => new { urlPattern = $"*{each}*" }) });
    }

    /// <summary>Opens an address, and waits until the page shows what it asks for, or asks who is there.</summary>
    public Task GoAsync(Uri address) => GoAsync(address, "main > section:not([hidden]), main > form");

    /// <summary>Opens an address, and waits until it shows this.</summary>
    public async Task GoAsync(Uri address, string selector)
    {
        await AskAsync("Page.navigate", new { url = address.ToString() });
        await WaitForAsync($"document.readyState === 'complete' && document.querySelector({JsonSerializer.Serialize(selector)})");
    }

    /// <summary>The value of a JavaScript expression; a promise is awaited.</summary>
    public async Task<T> ValueAsync<T>(string expression)
    {
        var answer = await AskAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true, userGesture = true });
        Assert.False(answer.TryGetProperty("exceptionDetails", out var trouble), $"`{expression}` threw {trouble}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value.Deserialize<T>()! : default!;
    }

    /// <summary>Waits until an expression is true; fails the test with what the page shows when that takes too long.</summary>
    public async Task WaitForAsync(string condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await IsTrueAsync(condition))
        {
            if (watch.Elapsed > Patience)
                Assert.Fail($"never true: `{condition}`\n--- {await ValueAsync<string>("location.href + '\\n' + document.body?.innerText")}\n--- {string.Join('\n', _errors)}");
            await Task.Delay(TimeSpan.FromMilliseconds(30));
        }
    }

    public Task WaitForTextAsync(string text) => WaitForAsync($"document.body?.innerText.includes({JsonSerializer.Serialize(text)})");

    /// <summary>Presses a key: a letter, or <c>Enter</c>, <c>ArrowDown</c>, <c>Escape</c>, ...</summary>
    public async Task PressAsync(string key)
    {
        var isLetter = key.Length == 1;
        var text = isLetter ? key : key == "Enter" ? "\r" : null;
        var code = key switch { "Enter" => 13, "Escape" => 27, "ArrowLeft" => 37, "ArrowUp" => 38, "ArrowRight" => 39, "ArrowDown" => 40, "Tab" => 9, _ => 0 };
        await AskAsync("Input.dispatchKeyEvent", text is null
            ? new { type = "rawKeyDown", key, windowsVirtualKeyCode = code }
            : new { type = "keyDown", key, text, windowsVirtualKeyCode = code });
        await AskAsync("Input.dispatchKeyEvent", new { type = "keyUp", key, windowsVirtualKeyCode = code });
    }

    /// <summary>Presses a key that writes another character with Shift, as a keyboard of some country does.</summary>
    /// <param name="text">What it writes.</param>
    /// <param name="code">Where it lies, by the name that it has on an American keyboard: <c>Slash</c>.</param>
    /// <param name="number">Windows' number of it.</param>
    public async Task PressShiftedAsync(string text, string code, int number)
    {
        const int Shift = 8, ShiftKey = 16;
        await AskAsync("Input.dispatchKeyEvent", new { type = "rawKeyDown", key = "Shift", code = "ShiftLeft", windowsVirtualKeyCode = ShiftKey, modifiers = Shift });
        await AskAsync("Input.dispatchKeyEvent", new { type = "keyDown", key = text, text, code, windowsVirtualKeyCode = number, modifiers = Shift });
        await AskAsync("Input.dispatchKeyEvent", new { type = "keyUp", key = text, code, windowsVirtualKeyCode = number, modifiers = Shift });
        await AskAsync("Input.dispatchKeyEvent", new { type = "keyUp", key = "Shift", code = "ShiftLeft", windowsVirtualKeyCode = ShiftKey });
    }

    public Task TypeAsync(string text) => AskAsync("Input.insertText", new { text });

    /// <summary>Moves the mouse to the middle of the first element that fits, bringing it into sight, once it no longer moves itself: what comes late pushes things down.</summary>
    public async Task<(double X, double Y)> HoverAsync(string selector)
    {
        await WaitForAsync($"document.querySelector({JsonSerializer.Serialize(selector)})");
        var at = await ValueAsync<double[]>($$"""
            (async () => {
              const middle = () => { const e = document.querySelector({{JsonSerializer.Serialize(selector)}}); e?.scrollIntoView({ block: 'nearest' });
                const b = e?.getBoundingClientRect() ?? new DOMRect(); return [b.x + b.width / 2, b.y + b.height / 2]; };
              let now = middle();
              for (let look = 0; look < 100; look++) {
                const before = now;
                await new Promise(later => setTimeout(later, 40));
                now = middle();
                if (now[0] === before[0] && now[1] === before[1]) break;
              }
              return now;
            })()
            """);
        await AskAsync("Input.dispatchMouseEvent", new { type = "mouseMoved", x = at[0], y = at[1] });
        return (at[0], at[1]);
    }

    public async Task ClickAsync(string selector)
    {
        var (x, y) = await HoverAsync(selector);
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
            await AskAsync("Input.dispatchMouseEvent", new { type, x, y, button = "left", clickCount = 1 });
    }

    /// <summary>What can be seen of the page, as PNG.</summary>
    public async Task<byte[]> PictureAsync() => Convert.FromBase64String((await AskAsync("Page.captureScreenshot")).GetProperty("data").GetString()!);

    public async ValueTask DisposeAsync()
    {
        _tools.Happened -= Note;
        await _tools.AskAsync("Target.disposeBrowserContext", new { browserContextId = _visitor });
    }

    private Task<JsonElement> AskAsync(string method, object? parameters = null) => _tools.AskAsync(method, parameters, _session);

    /// <summary>While the page is being replaced by another nothing is true yet.</summary>
    private async Task<bool> IsTrueAsync(string condition)
    {
        try
        {
            var answer = await AskAsync("Runtime.evaluate", new { expression = $"!!({condition})", awaitPromise = true, returnByValue = true });
            return !answer.TryGetProperty("exceptionDetails", out _) && answer.GetProperty("result").GetProperty("value").GetBoolean();
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Note(string method, JsonElement parameters, string? session)
    {
        if (session != _session)
            return;
        if (method == "Fetch.requestPaused")
            _ = AnswerAsync(parameters.GetProperty("requestId").GetString()!, parameters.GetProperty("request").GetProperty("url").GetString()!);
        if (method == "Runtime.exceptionThrown")
            _errors.Enqueue(parameters.ToString());
        else if (method == "Log.entryAdded" && parameters.GetProperty("entry").GetProperty("source").GetString() == "security")
            _errors.Enqueue(parameters.ToString());
    }

    private async Task<JsonElement> AnswerAsync(string requestId, string address)
    {
        var stub = _stubs.First(each => address.Contains(each.Key, StringComparison.Ordinal)).Value;
        await stub.When;
        return await AskAsync("Fetch.fulfillRequest", new
        {
            requestId,
            responseCode = stub.Status,
            responseHeaders = new[] { new { name = "Content-Type", value = stub.Type } },
            body = Convert.ToBase64String(Encoding.UTF8.GetBytes(stub.Body)),
        });
    }
}
