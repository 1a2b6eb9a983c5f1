using System.CommandLine;
using System.Security.Cryptography;
using WcfBroker.Cli.Arguments;
using WcfBroker.Cli.Output;
using WcfBroker.Cli.Transfer;
using WcfBroker.Client;
using WcfBroker.Client.Administration;

namespace WcfBroker.Cli;

/// <summary>Runs a command's work with an open connection; what goes wrong becomes one line and an exit code.</summary>
internal sealed class CommandRun(CliEnvironment environment, ConnectionOptions options)
{
    public Task<int> WithConnectionAsync(
        ParseResult result, Func<BrokerConnection, Task<int>> work, CancellationToken cancellationToken) =>
        RunAsync(result, environment.Connect, work, cancellationToken);

    public Task<int> WithAdministrationAsync(
        ParseResult result, Func<BrokerAdministration, Task<int>> work, CancellationToken cancellationToken) =>
        RunAsync(result, environment.Administer, work, cancellationToken);

    private Task<int> RunAsync<T>(
        ParseResult result,
        Func<string, BrokerConnectionOptions, CancellationToken, Task<T>> connect,
        Func<T, Task<int>> work,
        CancellationToken cancellationToken)
        where T : IAsyncDisposable => RunAsync(
            async () =>
            {
                var settings = ConnectionSettings.Read(result, options, environment);
                await using var connection = await connect(result.GetRequiredValue(options.Url), settings, cancellationToken);
                return await work(connection);
            },
            cancellationToken);

    /// <summary>Runs work that makes its own connections.</summary>
    public async Task<int> RunAsync(Func<Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (BrokerException e)
        {
            return Fail(ErrorText.Of(e), ExitCodes.Failed);
        }
        catch (CryptographicException e)
        {
            return Fail($"The certificate cannot be used: {e.Message}", ExitCodes.Failed);
        }
        catch (ArgumentException e)
        {
            return Fail(ErrorText.Of(e), ExitCodes.Usage);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (
            e is BrokerConnectionException or SubscriptionEndedException or ImportException or IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message, ExitCodes.Failed);
        }
    }

    private int Fail(string reason, int exitCode)
    {
        environment.Error.WriteLine($"wcfbroker: {TerminalText.Escape(reason)}");
        return exitCode;
    }
}
