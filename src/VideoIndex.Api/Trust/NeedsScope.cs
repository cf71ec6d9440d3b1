using Microsoft.AspNetCore.Builder;

namespace VideoIndex.Api;

/// <summary>What a route asks for. A route without one asks for the most: nothing is open because somebody forgot it.</summary>
/// <param name="TokenInAddress">Players cannot send headers: there the token may stand in the address.</param>
internal sealed record NeedsScope(Scope Scope, bool TokenInAddress = false);

internal static class NeedsScopeBuilder
{
    public static T Needs<T>(this T route, Scope scope) where T : IEndpointConventionBuilder => route.WithMetadata(new NeedsScope(scope));

    /// <summary>For addresses that players open.</summary>
    public static T NeedsSearchAlsoInAddress<T>(this T route) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new NeedsScope(Scope.Search, TokenInAddress: true));
}
