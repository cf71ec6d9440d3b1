using Microsoft.AspNetCore.Http;

namespace VideoIndex.Api;

/// <summary>What the sign-in page says, as HTML, in each language that the page behind it speaks. Immutable.</summary>
internal sealed record SignInWords
{
    private static readonly SignInWords English = new()
    {
        Language = "en",
        Title = "Sign in",
        AboutTokens = "This server is open to those who have a token. On its machine, <code>videoindex token create --name phone --scope search</code> makes one."
            + " Who is signed in as admin elsewhere finds a link for this device under Library, Connect a phone.",
        AboutLinks = "This link lets this device search and watch the videos of this server. It works once.",
        Token = "Token",
        SignIn = "Sign in",
        SignInHere = "Sign in on this device",
        Refused = "That token is not known here. Was it revoked, or not copied whole?",
        Spent = "That link is used up: each signs one device in, within ten minutes. Make a new one where you made it.",
    };

    private static readonly SignInWords German = new()
    {
        Language = "de",
        Title = "Anmelden",
        AboutTokens = "Dieser Server ist offen für alle, die ein Token haben. Auf seinem Rechner macht <code>videoindex token create --name phone --scope search</code> eines."
            + " Wer anderswo als Admin angemeldet ist, findet einen Link für dieses Gerät unter Bibliothek, Telefon verbinden.",
        AboutLinks = "Mit diesem Link darf dieses Gerät die Videos dieses Servers durchsuchen und ansehen. Er gilt einmal.",
        Token = "Token",
        SignIn = "Anmelden",
        SignInHere = "Auf diesem Gerät anmelden",
        Refused = "Dieses Token ist hier nicht bekannt. Wurde es zurückgezogen oder nicht ganz kopiert?",
        Spent = "Dieser Link ist verbraucht: Jeder meldet ein Gerät an, innerhalb von zehn Minuten. Ein neuer entsteht dort, wo dieser herkam.",
    };

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string AboutTokens { get; init; }

    public required string AboutLinks { get; init; }

    public required string Token { get; init; }

    public required string SignIn { get; init; }

    public required string SignInHere { get; init; }

    public required string Refused { get; init; }

    public required string Spent { get; init; }

    /// <summary>In the language that the browser asks for first of those there are. No script runs there that could ask what somebody chose by hand.</summary>
    public static SignInWords For(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(language => language.Quality is not 0)
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Known(language.Value.Value ?? ""))
        .FirstOrDefault(words => words is not null) ?? English;

    private static SignInWords? Known(string tag) => tag.Split('-')[0].ToUpperInvariant() switch
    {
        "EN" => English,
        "DE" => German,
        _ => null,
    };
}
