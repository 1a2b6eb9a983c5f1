using System.Globalization;
using Microsoft.AspNetCore.Http;
using WcfBroker.Core.Errors;
using static WcfBroker.Server.Mapping.SubscriptionMapping;

namespace WcfBroker.Server.Rest;

/// <summary>The parameters of a query: a name that a call does not know is an error, as is one given twice.</summary>
/// <exception cref="BrokerException">A parameter is unknown or does not fit.</exception>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;

    public QueryReader(HttpRequest request, params string[] known)
    {
        _query = request.Query;
        if (_query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw Invalid(Printable.From(unknown), $"The parameters are {string.Join(", ", known)}.", _query[unknown]);
    }

    public string[] All(string name) => [.. _query[name].OfType<string>()];

    public string? Text(string name) => All(name) switch
    {
        [] => null,
        [var value] => value,
        _ => throw Invalid(name, "The parameter is given once.", _query[name]),
    };

    public int Number(string name, int preset) => Text(name) is not { } text ? preset
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid(name, "The value is a number.", text);
}
