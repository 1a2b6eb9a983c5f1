using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace WcfBroker.Integration.Tests.Clients;

/// <summary>A reader of server-sent events as the base class library has it.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client;
    private readonly Stream _stream;
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(HttpClient client, Stream stream)
    {
        _client = client;
        _stream = stream;
        _parser = SseParser.Create(stream);
        _events = _parser.EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>What a client would give back after the last event read.</summary>
    public string LastEventId => _parser.LastEventId;

    /// <summary>Opens a stream, and reads its first events, one a topic.</summary>
    public static async Task<EventReader> OpenAsync(Uri broker, string query, string? lastEventId = null)
    {
        var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(broker, $"api/subscribe?{query}"));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new HttpRequestException(await response.Content.ReadAsStringAsync(), null, response.StatusCode);
        var reader = new EventReader(client, await response.Content.ReadAsStreamAsync());
        foreach (var _ in query.Split('&').Where(part => part.StartsWith("topic=", StringComparison.Ordinal)))
            reader.Subscribed = await reader.NextAsync("subscribed");
        return reader;
    }

    /// <summary>What the last topic's beginning was told with.</summary>
    public JsonElement Subscribed { get; private set; }

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<SseItem<string>?> NextAsync() => await _events.MoveNextAsync().AsTask().WaitAsync(Patience) ? _events.Current : null;

    /// <summary>The data of the next event, which is of this type.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        var next = await NextAsync() ?? throw new EndOfStreamException($"The stream ended before {type}.");
        return next.EventType == type
            ? JsonDocument.Parse(next.Data).RootElement
            : throw new InvalidDataException($"{type} was to come, and {next.EventType} came: {next.Data}");
    }

    /// <summary>The texts of the next messages.</summary>
    public async Task<string[]> TextsAsync(int count)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = (await NextAsync("message")).GetProperty("text").GetString()!;
        return texts;
    }

    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
