using System.Runtime.CompilerServices;
using System.Text;
using WcfBroker.Contracts.Messages;

namespace WcfBroker.Cli.Publishing;

/// <summary>Where the messages come from: a text, a file, or lines of standard input.</summary>
internal static class MessageSource
{
    public static async Task<IAsyncEnumerable<BrokerMessage>> OpenAsync(
        PublishArguments arguments, CliEnvironment environment, CancellationToken cancellationToken)
    {
        var messages = arguments switch
        {
            { Text: { } text } => RepeatAsync(With(arguments.Template, Encoding.UTF8.GetBytes(text)), arguments.Count ?? 1),
            { File.FullName: { } path } =>
                RepeatAsync(With(arguments.Template, await File.ReadAllBytesAsync(path, cancellationToken)), arguments.Count ?? 1),
            _ => LinesAsync(environment.In, arguments, cancellationToken),
        };
        return arguments.RatePerSecond is { } rate ? new Pace(rate, environment.Time).ApplyAsync(messages, cancellationToken) : messages;
    }

    private static async IAsyncEnumerable<BrokerMessage> RepeatAsync(BrokerMessage message, int count)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            yield return message;
        }
    }

    private static async IAsyncEnumerable<BrokerMessage> LinesAsync(
        TextReader input, PublishArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < (arguments.Count ?? int.MaxValue); i++)
        {
            if (await input.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken) is not { } line)
            {
                yield break;
            }

            yield return With(arguments.Template, Encoding.UTF8.GetBytes(line));
        }
    }

    private static BrokerMessage With(BrokerMessage template, byte[] body) => new()
    {
        Id = template.Id,
        ContentType = template.ContentType,
        Headers = template.Headers,
        TimeToLive = template.TimeToLive,
        Body = body,
    };
}
