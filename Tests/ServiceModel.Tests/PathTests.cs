using System.ServiceModel;
using WcfBroker.ServiceModel.Description;
using WcfBroker.ServiceModel.Tests.Calculator;

namespace WcfBroker.ServiceModel.Tests;

/// <summary>One port serves several addresses.</summary>
[TestClass]
public sealed class PathTests
{
    [TestMethod]
    public async Task Each_path_has_its_own_service()
    {
        await using var host = await StartAsync();
        Assert.AreEqual("here", await host.ConnectAs<IPlace>("/calculator/place").Where());
        Assert.AreEqual("x", await host.ConnectAs<IEcho>().EchoText("x"));
        await Assert.ThrowsAsync<ActionNotSupportedException>(() => host.ConnectAs<IPlace>().Where());
    }

    [TestMethod]
    public async Task A_path_that_is_not_served_is_refused()
    {
        await using var host = await StartAsync();
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => host.ConnectAs<IPlace>("/calculator/places").Where());
    }

    [TestMethod]
    public async Task A_path_is_taken_once()
    {
        await using var host = await StartAsync();
        var taken = Assert.ThrowsExactly<ArgumentException>(() => host.Endpoint.Add("/Calculator/Place/", Definition()));
        StringAssert.Contains(taken.Message, "/Calculator/Place/");
    }

    private static async Task<CalculatorHost> StartAsync()
    {
        var host = await CalculatorHost.StartAsync();
        host.Endpoint.Add("/calculator/place", Definition());
        return host;
    }

    private static ServiceDefinition Definition() => ServiceDefinition.Create(_ => new Place(), typeof(IPlace));

    [ServiceContract(Namespace = "urn:place")]
    public interface IPlace
    {
        [OperationContract]
        Task<string> Where();
    }

    private sealed class Place : IPlace
    {
        public Task<string> Where() => Task.FromResult("here");
    }
}
