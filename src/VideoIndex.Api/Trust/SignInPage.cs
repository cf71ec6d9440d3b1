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
    private const string Refused = "<p role=\"alert\">That token is not known here. Was it revoked, or not copied whole?</p>";
    private const string Spent = "<p role=\"alert\">That link is used up: each signs one device in, within ten minutes. Make a new one where you made it.</p>";
    private const string About = "<!--about-->";
    private const string Place = "<!--refused-->";
    private const string Fields = "<!--fields-->";

    private const string AboutTokens = """
        <p>This server is open to those who have a token. On its machine, <code>videoindex token create --name phone --scope search</code> makes one.
              Who is signed in as admin elsewhere finds a link for this device under Library, Connect a phone.</p>
        """;

    private const string AboutLinks = "<p>This link lets this device search and watch the videos of this server. It works once.</p>";

    private const string AskForToken = """
        <label for="token">Token</label>
              <input id="token" name="token" type="password" autocomplete="current-password" spellcheck="false" autocapitalize="none" required autofocus>
              <button>Sign in</button>
        """;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <summary>With a code from a picture one press is enough; looking at the page, as messengers do for a preview, spends nothing.</summary>
    public static ContentHttpResult Show(string? code) => Page("", StatusCodes.Status200OK, code);

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
            return Page(Spent, StatusCodes.Status401Unauthorized);
        var token = code.Length > 0 ? NewToken(tokens, clock) : form["token"].ToString().Trim();
        if (tokens.Check(token) == Scope.Nobody)
            return Page(Refused, StatusCodes.Status401Unauthorized);
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

    private static ContentHttpResult Page(string said, int status, string? code = null)
    {
        var (about, fields) = string.IsNullOrEmpty(code) ? (AboutTokens, AskForToken)
            : (AboutLinks, $"<input type=\"hidden\" name=\"code\" value=\"{HtmlEncoder.Default.Encode(code)}\">\n      <button autofocus>Sign in on this device</button>");
        var page = PageFiles.Text("sign-in/sign-in.html").Replace(About, about, StringComparison.Ordinal)
            .Replace(Place, said, StringComparison.Ordinal).Replace(Fields, fields, StringComparison.Ordinal);
        return TypedResults.Content(page, "text/html", Encoding.UTF8, status);
    }

    private static CookieOptions Options(HttpContext context, TimeSpan age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = age,
    };
}
