using System.Text;
using System.Text.Json;
using EngineHost;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Only then the extension speaks the protocol of Node's SDK, and opens its endpoint for durable clients.
Environment.SetEnvironmentVariable("FUNCTIONS_WORKER_RUNTIME", "node");

var options = JsonSerializer.Deserialize<HostOptions>(args[0], JsonSerializerOptions.Web)!;
var (worker, functions) = await WorkerLink.StartAsync(options.Worker);
FunctionCalls.Use(worker, functions);
var types = FunctionTypes.Emit(functions);

using var host = new HostBuilder()
    .ConfigureAppConfiguration(configuration => configuration
        .AddJsonStream(options.HostJson())
        .AddInMemoryCollection(options.Settings)
        .AddEnvironmentVariables())
    .ConfigureLogging(logging => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Azure.Core", LogLevel.Error)
        .AddSimpleConsole(console => console.SingleLine = true))
    .ConfigureServices(services =>
    {
        services.AddSingleton<ITypeLocator>(new AppTypes(types));
        services.AddSingleton<INameResolver>(provider => new SettingNames(provider.GetRequiredService<IConfiguration>()));
#pragma warning disable CS0618 // Marked as a preview since 2018; the only way to have addresses for management.
        services.AddSingleton<IWebHookProvider>(new Webhooks(options.Webhooks));
#pragma warning restore CS0618
    })
    .ConfigureWebJobs(jobs => jobs
        .AddAzureStorageCoreServices()
        .AddAzureStorageBlobs()
        .AddAzureStorageQueues()
        .AddTimers()
        .AddDurableTask(durable =>
        {
            durable.HubName = options.HubName;
            foreach (var (name, value) in options.StorageProvider) durable.StorageProvider[name] = value.ToString();
        }))
    .Build();

await host.StartAsync();
var extension = host.Services.GetServices<IExtensionConfigProvider>().OfType<DurableTaskExtension>().Single();
var jobs = (JobHost)host.Services.GetRequiredService<IJobHost>();
var address = HttpFront.Start(jobs, types, extension, options.Webhooks);
Console.WriteLine(JsonSerializer.Serialize(new { ready = true, address, functions = worker.Registered }));
await host.WaitForShutdownAsync();

/// <summary>The only argument, in JSON.</summary>
internal sealed record HostOptions(
    string[] Worker,
    string AppDirectory,
    string HubName,
    Dictionary<string, string?> Settings,
    Dictionary<string, JsonElement> StorageProvider,
    Uri Webhooks)
{
    /// <summary>The app's host.json, under the name by which the extensions look for their options.</summary>
    public Stream HostJson()
    {
        var hostJson = File.ReadAllText(Path.Combine(AppDirectory, "host.json"));
        return new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "AzureWebJobs": {{hostJson}} }"""));
    }
}

internal sealed class AppTypes(Type type) : ITypeLocator
{
    public IReadOnlyList<Type> GetTypes() => [type];
}

internal sealed class SettingNames(IConfiguration configuration) : INameResolver
{
    public string Resolve(string name) => configuration[name] ?? "";
}

#pragma warning disable CS0618
internal sealed class Webhooks(Uri address) : IWebHookProvider
{
    public Uri GetUrl(IExtensionConfigProvider extension) => address;
}
#pragma warning restore CS0618
