using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Events;

namespace WcfBroker.Server.Observability;

/// <summary>Readable structured logs on the console; levels come from the section <c>Serilog</c> of the configuration.</summary>
internal static class BrokerLogging
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void AddBrokerLogging(this WebApplicationBuilder builder) => builder.Services.AddSerilog(logging => logging
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        // What it says of a service that failed, the program says as the reason of its end.
        .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LevelAlias.Off)
        .ReadFrom.Configuration(builder.Configuration)
        .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture));
}
