using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using WcfBroker.Integration.Tests.Hosting;

namespace WcfBroker.Integration.Tests.Rest;

/// <summary>What the description says is there, and what is there it says.</summary>
[TestClass]
public sealed class OpenApiDocument
{
    private static RunningBroker _broker = null!;
    private static HttpClient _http = null!;
    private static JsonElement _document;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        _broker = await RunningBroker.StartAsync();
        _http = new HttpClient { BaseAddress = _broker.HttpUrl };
        _document = await _http.GetFromJsonAsync<JsonElement>("api/openapi.json");
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        _http.Dispose();
        await _broker.DisposeAsync();
    }

    [TestMethod]
    public void It_is_OpenAPI_3_1_and_every_reference_leads_somewhere()
    {
        StringAssert.StartsWith(_document.GetProperty("openapi").GetString(), "3.1.");
        foreach (var reference in References(_document))
            Assert.AreNotEqual(JsonValueKind.Undefined, Find(reference).ValueKind, reference);
    }

    [TestMethod]
    public async Task Every_path_is_served_with_its_method()
    {
        foreach (var (path, method, operation) in Operations())
        {
            using var answer = await SendAsync(path, method, operation.GetProperty("operationId").GetString() == "subscribe" ? "?topic=/openapi" : "");
            Assert.IsTrue(answer.IsSuccessStatusCode || path.EndsWith("/last", StringComparison.Ordinal), $"{method} {path}: {answer.StatusCode}");
            Assert.IsTrue(operation.GetProperty("responses").TryGetProperty($"{(int)answer.StatusCode}", out _), $"{method} {path}: {answer.StatusCode}");
        }
    }

    [TestMethod]
    public async Task The_parameters_of_queries_are_those_that_are_taken()
    {
        foreach (var (path, method, operation) in Operations().Where(operation => Parameters(operation.Operation, "query").Length > 0))
        {
            using var answer = await SendAsync(path, method, "?nonsense=1");
            var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
            Assert.AreEqual($"The parameters are {string.Join(", ", Parameters(operation, "query"))}.", detail);
        }
    }

    [TestMethod]
    public async Task The_parameters_in_headers_are_read()
    {
        foreach (var (path, method, operation) in Operations())
        {
            foreach (var name in Parameters(operation, "header"))
            {
                using var answer = await SendAsync(path, method, method == "GET" ? "?topic=/openapi" : "", name.Replace("{name}", "any", StringComparison.Ordinal));
                Assert.IsTrue(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableContent, $"{name}: {answer.StatusCode}");
            }
        }
    }

    private static Task<HttpResponseMessage> SendAsync(string path, string method, string query, string? header = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{topic}", "%2Fopenapi", StringComparison.Ordinal) + query);
        if (method == "POST")
            request.Content = new StringContent("x");
        if (header is not null)
            request.Headers.Add(header, new string('x', 9_000));
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations() =>
        from path in _document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Name.ToUpperInvariant(), operation.Value);

    private static string[] Parameters(JsonElement operation, string place) => operation.TryGetProperty("parameters", out var parameters)
        ? [.. parameters.EnumerateArray().Where(parameter => parameter.TryGetProperty("in", out var found) && found.GetString() == place).Select(parameter => parameter.GetProperty("name").GetString()!)]
        : [];

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static JsonElement Find(string reference) => reference.TrimStart('#', '/').Split('/')
        .Aggregate(_document, (element, name) => element.TryGetProperty(name, out var found) ? found : default);
}
