using Microsoft.Testing.Platform.Builder;
using WcfBroker.Storage.Tests;
using WcfBroker.Storage.Tests.Crash;

if (args is [CrashChild.Verb, var folder, var batches])
    return CrashChild.Run(folder, int.Parse(batches, System.Globalization.CultureInfo.InvariantCulture));
var builder = await TestApplication.CreateBuilderAsync(args);
SelfRegisteredExtensions.AddSelfRegisteredExtensions(builder, args);
using var application = await builder.BuildAsync();
return await application.RunAsync();
