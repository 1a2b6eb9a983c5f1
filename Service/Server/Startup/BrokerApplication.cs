using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WcfBroker.Core.Loop;
using WcfBroker.Core.Storage;
using WcfBroker.Server.Endpoints;
using WcfBroker.Server.Observability;
using WcfBroker.Server.Options;

namespace WcfBroker.Server.Startup;

/// <summary>Builds and runs the server. A host adds the WCF endpoint of its kind and is otherwise these few lines.</summary>
public static class BrokerApplication
{
    /// <summary>Runs until Ctrl-C, SIGTERM or a failure of the broker; or a command on its store, to its end.</summary>
    /// <returns>The exit code: 0 after an orderly stop, 1 when the broker could not start or could not go on, or as the command says.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> addEndpoints)
    {
        ArgumentNullException.ThrowIfNull(addEndpoints);
        try
        {
            if (StoreCommands.IsOne(args))
                return StoreCommands.Run(args);

            // Settings stand beside the program, wherever it is started from.
            var builder = WebApplication.CreateSlimBuilder(
                new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
            builder.AddBrokerLogging();
            builder.Services.AddBroker(builder.Configuration);
            builder.WebHost.ConfigureKestrel(kestrel =>
                PortCheck.EnsureFree(kestrel.ApplicationServices.GetRequiredService<IOptions<EndpointsOptions>>().Value));
            addEndpoints(builder);
            builder.AddHttpEndpoint();
            builder.AddOriginalEndpoint();
            await using var app = builder.Build();
            app.MapHttpEndpoint();
            return await RunAsync(app).ConfigureAwait(false);
        }
        catch (Exception exception) when (ReasonOf(exception) is not null)
        {
            foreach (var line in ReasonOf(exception)!)
                await Console.Error.WriteLineAsync($"wcfbroker: {line}").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task<int> RunAsync(WebApplication app)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.StartAsync().ConfigureAwait(false);
        var loop = app.Services.GetRequiredService<BrokerLoop>();
        app.Services.GetRequiredService<StartBanner>().Write(Console.Out);
        var stopping = app.WaitForShutdownAsync();
        if (await Task.WhenAny(stopping, loop.Completion).ConfigureAwait(false) != stopping && loop.Completion.IsFaulted)
        {
            LoopFailure.Report(app.Logger, loop.Completion.Exception!.InnerException!);

            // The loop's failure is told; the stop would tell it again.
            await app.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 1;
        }

        await stopping.ConfigureAwait(false);

        // A service that failed has stopped the host: its failure is the reason.
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            if (service.ExecuteTask is { IsFaulted: true } failed)
                await failed.ConfigureAwait(false);
        }

        return 0;
    }

    // What the user can mend is told in one line; anything else is a defect and keeps its stack trace.
    private static IEnumerable<string>? ReasonOf(Exception exception) => exception switch
    {
        StartException or StoreException => [exception.Message],
        OptionsValidationException invalid => invalid.Failures,
        UnknownSettingException => [exception.Message],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => [exception.Message],
        InvalidDataException or FormatException => [exception.Message],
        _ => null,
    };
}
