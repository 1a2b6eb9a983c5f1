using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WcfBroker.Server.Rest;

/// <summary>
/// The topic in a path: <c>/api/topics/{topic}/messages</c>, encoded as one segment (<c>%2Fa%2Fb</c>) or as it is (<c>a/b</c>).
/// Taken from the path as it was sent, since the decoded one no longer tells an encoded slash from a written one.
/// </summary>
internal static class TopicPath
{
    public const string Prefix = "/api/topics/";

    /// <summary>The topic; null if the path does not end as it should.</summary>
    public static string? Parse(HttpContext context, string end)
    {
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var start = path.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase) + Prefix.Length;
        if (start < Prefix.Length || path.Length < start + end.Length || !path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            return null;
        var topic = Uri.UnescapeDataString(path[start..^end.Length]);
        return topic.StartsWith('/') ? topic : $"/{topic}";
    }
}
