using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Where a person without a token in hand lands: takes one, and keeps it in a cookie that no script can read.</summary>
internal static class SignInPage
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>With a code from a picture one press is enough; looking at the page, as messengers do for a preview, spends nothing.</summary>
    public static ContentHttpResult Show(HttpContext context, string? code) => Page(context, _ => "", StatusCodes.Status200OK, code);

    public static ContentHttpResult Style() => TypedResults.Content(PageFiles.Text("sign-in/sign-in.css"), "text/css; charset=utf-8");

    /// <summary>Only from our own page: else another could sign a browser in with a token of its own, and see what is searched for.</summary>
    public static async Task<Results<RedirectHttpResult, ContentHttpResult>> SignInAsync(HttpContext context, TokenFile tokens, SignInCodes codes, TimeProvider clock)
    {
        if (!context.Request.HasFormContentType)
            throw new BadHttpRequestException("the form has no fields", StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.Headers.Origin.Count == 0)
            throw new VideoIndexException(ErrorCodes.ForeignOrigin, "signing in works from the sign-in page only", "programs send `Authorization: Bearer TOKEN`");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var code = form["code"].ToString();
        if (code.Length > 0 && !codes.Spend(code))
            return Page(context, words => words.Spent, StatusCodes.Status401Unauthorized);
        var token = code.Length > 0 ? NewToken(tokens, clock) : form["token"].ToString().Trim();
        if (tokens.Check(token) == Scope.Nobody)
            return Page(context, words => words.Refused, StatusCodes.Status401Unauthorized);
        context.Response.Cookies.Append(TokenGuard.Cookie, token, Options(context, KeptFor));
        return TypedResults.Redirect("/");
    }

    public static NoContent SignOut(HttpContext context)
    {
        context.Response.Cookies.Delete(TokenGuard.Cookie, Options(context, TimeSpan.Zero));
        return TypedResults.NoContent();
    }

    /// <summary>The device's own, so that it can be revoked alone.</summary>
    private static string NewToken(TokenFile tokens, TimeProvider clock)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"phone of {clock.GetLocalNow():yyyy-MM-dd HH:mm}");
        var taken = tokens.List().Count(token => token.Name.StartsWith(name, StringComparison.Ordinal));
        return tokens.Create(taken == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({taken + 1})"), Scope.Search);
    }

    private static ContentHttpResult Page(HttpContext context, Func<SignInWords, string> refusal, int status, string? code = null)
    {
        var words = SignInWords.For(context.Request);
        var refused = refusal(words);
        context.Response.Headers.ContentLanguage = words.Language;
        context.Response.Headers.Append("Vary", "Accept-Language");
        var page = PageFiles.Text("sign-in/sign-in.html")
            .Replace("<!--language-->", words.Language, StringComparison.Ordinal)
            .Replace("<!--title-->", words.Title, StringComparison.Ordinal)
            .Replace("<!--about-->", string.IsNullOrEmpty(code) ? words.AboutTokens : words.AboutLinks, StringComparison.Ordinal)
            .Replace("<!--refused-->", refused.Length == 0 ? "" : $"<p role=\"alert\">{refused}</p>", StringComparison.Ordinal)
            .Replace("<!--fields-->", string.IsNullOrEmpty(code) ? AskForToken(words) : AskOnce(words, code), StringComparison.Ordinal);
        return TypedResults.Content(page, "text/html", Encoding.UTF8, status);
    }

    private static string AskForToken(SignInWords words) => $"""
        <label for="token">{words.Token}</label>
              <input id="token" name="token" type="password" autocomplete="current-password" spellcheck="false" autocapitalize="none" required autofocus>
              <button>{words.SignIn}</button>
        """;

    private static string AskOnce(SignInWords words, string code) => $"""
        <input type="hidden" name="code" value="{HtmlEncoder.Default.Encode(code)}">
              <button autofocus>{words.SignInHere}</button>
        """;

    private static CookieOptions Options(HttpContext context, TimeSpan age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = age,
    };
}
