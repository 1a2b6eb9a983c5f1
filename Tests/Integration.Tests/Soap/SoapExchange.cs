using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace WcfBroker.Integration.Tests.Soap;

/// <summary>One request of a vector file and the answer that is due: its title, and both as text with placeholders for what varies.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Headers">The headers of the request, a line each.</param>
/// <param name="Body">The body of the request.</param>
/// <param name="Answer">Status, content type and body of the answer.</param>
internal sealed partial record SoapExchange(string Title, string Headers, string Body, string Answer)
{
    /// <summary>Reads a file: after <c>### title</c> the headers, an empty line, the body, an empty line and the answer.</summary>
    public static SoapExchange[] Parse(string file) =>
    [
        .. from match in Form().Matches(file)
           select new SoapExchange(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value),
    ];

    public override string ToString() => $"### {Title}\n{Headers}\n\n{Body}\n\n{Answer}\n\n";

    /// <summary>Sends the request and returns the answer as a file has it.</summary>
    /// <param name="client">Where it is sent.</param>
    /// <param name="known">The values that placeholders of requests stand for; the answer adds some.</param>
    public async Task<string> PlayAsync(HttpClient client, IDictionary<string, string> known)
    {
        var body = Placeholder().Replace(Body, match => known[match.Groups[1].Value]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "broker") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var line in Headers.Split('\n').Select(line => line.Split(": ", 2)))
        {
            HttpHeaders headers = line[0].StartsWith("Content-", StringComparison.Ordinal) ? request.Content.Headers : request.Headers;
            Assert.IsTrue(headers.TryAddWithoutValidation(line[0], line[1]));
        }

        using var response = await client.SendAsync(request);
        var answer = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType}\n{Hide(answer, known)}".Trim();
    }

    // Handles can be used by the requests that follow; the rest differs from run to run and is of no more use.
    private static string Hide(string answer, IDictionary<string, string> known)
    {
        answer = Time().Replace(answer, "{time}");
        if (Id().Match(answer) is { Success: true } id)
            known["subscription"] = id.Value;
        answer = Id().Replace(answer, "{subscription}");
        foreach (Match match in Token().Matches(answer))
            known[$"token{known.Keys.Count(IsToken) + 1}"] = match.Value;
        foreach (var (name, value) in known.Where(pair => IsToken(pair.Key)))
            answer = answer.Replace(value, $"{{{name}}}", StringComparison.Ordinal);
        return Varying().Replace(answer, "<$1>{$2}</");

        static bool IsToken(string name) => name.StartsWith("token", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"### (.+)\n((?:.+\n)*.+)\n\n(.+)\n\n((?:.+\n)*.+)")]
    private static partial Regex Form();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<=CreatePullSubscriptionResult.*<(?:\w+:)?Id>)[^<]+")]
    private static partial Regex Id();

    [GeneratedRegex(@"(?<=<(?:\w+:)?Token>)[^<]+")]
    private static partial Regex Token();

    [GeneratedRegex("<((?:\\w+:)?(Version|Epoch|Storage|StoreBytes|FreeDiskBytes|Address))>[^<]+</")]
    private static partial Regex Varying();
}
