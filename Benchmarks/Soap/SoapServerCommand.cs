using System.CommandLine;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Http;

namespace WcfBroker.Benchmarks.Soap;

/// <summary>The verb <c>soap-server</c>: the server that <c>soap</c> measures, in a process of its own.</summary>
internal static class SoapServerCommand
{
    public const string Ready = "ready at";
    public const string PlainPath = "/plain";
    public const string SoapPath = "/soap";
    public const string PlainBytes = "--plain-bytes";

    public static Command Create()
    {
        var plainBytes = new Option<int>(PlainBytes) { Description = "The size of the plain answer." };
        var command = new Command("soap-server", "Serves the soap verb.") { plainBytes };
        command.Hidden = true;
        command.SetAction((result, cancellation) => RunAsync(new byte[result.GetValue(plainBytes)], cancellation));
        return command;
    }

    private static async Task RunAsync(byte[] plainAnswer, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost(PlainPath, context => AnswerPlainlyAsync(context, plainAnswer));
        app.MapSoap(SoapPath, ServiceDefinition.Create(_ => new Publishing(), typeof(IPublishing)));
        await app.StartAsync(cancellation);
        Console.WriteLine($"{Ready} {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task AnswerPlainlyAsync(HttpContext context, byte[] answer)
    {
        var body = context.Request.BodyReader;
        ReadResult read;
        do
        {
            read = await body.ReadAsync();
            body.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
        context.Response.ContentType = "text/xml; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        await context.Response.BodyWriter.WriteAsync(answer);
    }
}
