using System.CommandLine.Completions;
using System.Security.Cryptography;
using WcfBroker.Cli.Arguments;
using WcfBroker.Client;
using WcfBroker.Client.Administration;

namespace WcfBroker.Cli.Completion;

/// <summary>Names that the broker knows, for shells: none if it does not answer at once, or wants a password that would have to be asked for.</summary>
internal sealed class BrokerNames(CliEnvironment environment, ConnectionOptions connection)
{
    private const int NamesMax = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public IEnumerable<CompletionItem> Topics(CompletionContext context) =>
        Find(context, (broker, cancellation) => broker.ListTopicsAsync(null, cancellation).Select(topic => topic.Name));

    public IEnumerable<CompletionItem> Subscriptions(CompletionContext context) =>
        Find(context, (broker, cancellation) => broker.ListSubscriptionsAsync(cancellation).Select(subscription => subscription.Name));

    // The parser asks for completions without waiting for them.
    private CompletionItem[] Find(CompletionContext context, Func<BrokerAdministration, CancellationToken, IAsyncEnumerable<string>> list)
    {
        using var patience = new CancellationTokenSource(Patience, environment.Time);
        try
        {
            return FindAsync(context, list, patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (
            e is BrokerException or BrokerConnectionException or OperationCanceledException or ArgumentException or IOException or CryptographicException
                or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private async Task<CompletionItem[]> FindAsync(
        CompletionContext context, Func<BrokerAdministration, CancellationToken, IAsyncEnumerable<string>> list, CancellationToken cancellation)
    {
        var settings = ConnectionSettings.Read(context.ParseResult, connection, environment with { InIsTerminal = false });
        await using var broker = await environment.Administer(context.ParseResult.GetRequiredValue(connection.Url), settings, cancellation);
        return await list(broker, cancellation)
            .Where(name => name.StartsWith(context.WordToComplete, StringComparison.Ordinal))
            .Take(NamesMax)
            .Select(name => new CompletionItem(name))
            .ToArrayAsync(cancellation);
    }
}
