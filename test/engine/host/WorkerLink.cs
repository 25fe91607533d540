using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EngineHost;

/// <summary>A failure in the app's process, worded as the Functions host words it (RpcException).</summary>
public sealed class WorkerException(string message, string? stack)
    : Exception($"Result: Failure\nException: {message}\nStack: {stack}");

/// <summary>A function as the app registered it.</summary>
public sealed record AppFunction(string Name, JsonObject Bindings)
{
    /// <summary>The input binding that starts the function, and its name.</summary>
    public (string Name, JsonObject Binding) Trigger =>
        Bindings.Select(one => (one.Key, one.Value!.AsObject()))
            .First(one => one.Item2["type"]!.GetValue<string>().EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));

    public string TriggerType => Trigger.Binding["type"]!.GetValue<string>();

    /// <summary>The names of the inputs that are durable clients.</summary>
    public IEnumerable<string> DurableClients =>
        Bindings.Where(one => one.Value!["type"]!.GetValue<string>() == "durableClient").Select(one => one.Key);
}

/// <summary>
/// The app in a process of its own, spoken to in lines of JSON over standard input and output. It ends when
/// this process ends.
/// </summary>
public sealed class WorkerLink
{
    private readonly Process process;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> pending = new();
    private readonly TaskCompletionSource<IReadOnlyList<AppFunction>> loaded = new();
    private readonly Lock writing = new();

    /// <summary>What the app registered, as it did.</summary>
    public JsonNode? Registered { get; private set; }

    private WorkerLink(Process process) => this.process = process;

    public static async Task<(WorkerLink Link, IReadOnlyList<AppFunction> Functions)> StartAsync(string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("the app's process does not start");
        var link = new WorkerLink(process);
        _ = Task.Run(link.ReadAsync);
        return (link, await link.loaded.Task);
    }

    /// <returns>What the function returned, as the Functions host types values; null if it returned nothing.</returns>
    public Task<JsonNode?> InvokeAsync(string function, JsonObject inputs, JsonObject triggerMetadata)
    {
        var id = Guid.NewGuid().ToString();
        var answer = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        Write(new JsonObject
        {
            ["id"] = id,
            ["function"] = function,
            ["inputs"] = inputs,
            ["triggerMetadata"] = triggerMetadata,
        });
        return answer.Task;
    }

    private void Write(JsonObject message)
    {
        var line = message.ToJsonString();
        lock (writing)
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
        }
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line) Receive(JsonNode.Parse(line)!.AsObject());
        var gone = new WorkerException("the app's process ended", null);
        loaded.TrySetException(gone);
        foreach (var answer in pending.Values) answer.TrySetException(gone);
        Environment.Exit(3);
    }

    private void Receive(JsonObject message)
    {
        switch (message["type"]!.GetValue<string>())
        {
            case "loaded":
                Registered = message["functions"]!.DeepClone();
                loaded.SetResult([.. message["functions"]!.AsArray().Select(FunctionOf)]);
                break;
            case "result":
                Take(message).SetResult(message["returnValue"]?.DeepClone());
                break;
            case "failure":
                Take(message).SetException(new WorkerException(
                    message["message"]!.GetValue<string>(), message["stack"]?.GetValue<string>()));
                break;
            case "log":
                Console.Error.WriteLine($"[app] {message["level"]}: {message["message"]}");
                break;
        }
    }

    private TaskCompletionSource<JsonNode?> Take(JsonObject message)
    {
        pending.TryRemove(message["id"]!.GetValue<string>(), out var answer);
        return answer!;
    }

    private static AppFunction FunctionOf(JsonNode? function) =>
        new(function!["name"]!.GetValue<string>(), function["bindings"]!.DeepClone().AsObject());
}
