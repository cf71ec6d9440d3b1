using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Where a person without a token in hand lands: takes one, and keeps it in a cookie that no script can read.</summary>
internal static class SignInPage
{
    private const string Refused = "<p role=\"alert\">That token is not known here. Was it revoked, or not copied whole?</p>";
    private const string Place = "<!--refused-->";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    public static ContentHttpResult Show() => Page("", StatusCodes.Status200OK);

    public static ContentHttpResult Style() => TypedResults.Content(PageFiles.Text("sign-in/sign-in.css"), "text/css; charset=utf-8");

    /// <summary>Only from our own page: else another could sign a browser in with a token of its own, and see what is searched for.</summary>
    public static async Task<Results<RedirectHttpResult, ContentHttpResult>> SignInAsync(HttpContext context, TokenFile tokens)
    {
        if (!context.Request.HasFormContentType)
            throw new BadHttpRequestException("the form has no fields", StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.Headers.Origin.Count == 0)
            throw new VideoIndexException(ErrorCodes.ForeignOrigin, "signing in works from the sign-in page only", "programs send `Authorization: Bearer TOKEN`");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var token = form["token"].ToString().Trim();
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

    private static ContentHttpResult Page(string said, int status) => TypedResults.Content(
        PageFiles.Text("sign-in/sign-in.html").Replace(Place, said, StringComparison.Ordinal), "text/html", Encoding.UTF8, status);

    private static CookieOptions Options(HttpContext context, TimeSpan age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = age,
    };
}
