using Microsoft.AspNetCore.Builder;

namespace VideoIndex.Api;

/// <summary>What a route asks for. A route without one asks for the most: nothing is open because somebody forgot it.</summary>
/// <param name="InAddress">Players cannot send headers: what may stand in the address in their place.</param>
internal sealed record NeedsScope(Scope Scope, InAddress InAddress = InAddress.Nothing);

/// <summary>What an address may hold to say who asks.</summary>
internal enum InAddress
{
    Nothing,

    /// <summary><c>?token=</c></summary>
    Token,

    /// <summary><c>?token=</c>, or <c>?pass=</c> for the media that the address names.</summary>
    TokenOrPass,
}

internal static class NeedsScopeBuilder
{
    public static T Needs<T>(this T route, Scope scope) where T : IEndpointConventionBuilder => route.WithMetadata(new NeedsScope(scope));

    /// <summary>For addresses that players open.</summary>
    public static T NeedsSearchAlsoInAddress<T>(this T route) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new NeedsScope(Scope.Search, InAddress.Token));

    /// <summary>For the tracks of playlists.</summary>
    public static T NeedsSearchOrPass<T>(this T route) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new NeedsScope(Scope.Search, InAddress.TokenOrPass));
}
