using System.Text.Json.Nodes;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;

namespace EngineHost;

/// <summary>What the emitted methods do: hand the call to the app's process, in the forms of the Functions host.</summary>
public static class FunctionCalls
{
    private static WorkerLink worker = null!;
    private static IReadOnlyDictionary<string, AppFunction> functions = new Dictionary<string, AppFunction>();

    public static void Use(WorkerLink link, IReadOnlyList<AppFunction> all)
    {
        worker = link;
        functions = all.ToDictionary(one => one.Name);
    }

    /// <param name="arguments">The trigger's value, the binder if there is one, durable clients.</param>
    public static async Task<object?> CallAsync(string name, object?[] arguments)
    {
        var function = functions[name];
        var inputs = new JsonObject { [function.Trigger.Name] = Typed(arguments[0]) };
        foreach (var (client, value) in function.DurableClients.Zip(arguments.Skip(2)))
            inputs[client] = Typed(value);
        var metadata = new JsonObject();
        if (arguments.ElementAtOrDefault(1) is Binder binder)
            foreach (var (key, value) in binder.BindingData)
                if (value is not null and not byte[]) metadata[key] = Typed(value);
        var returned = await worker.InvokeAsync(name, inputs, metadata);
        if (arguments[0] is HttpCall call) call.Answer = returned;
        return ObjectOf(returned);
    }

    /// <summary>As the Functions host types values for a worker (`ToRpc`).</summary>
    private static JsonObject? Typed(object? value) => value switch
    {
        null => null,
        string text => new JsonObject { ["string"] = text },
        HttpCall call => new JsonObject { ["http"] = call.Request.DeepClone() },
        byte[] bytes => new JsonObject { ["bytes"] = Convert.ToBase64String(bytes) },
        TimerInfo timer => new JsonObject { ["json"] = JsonConvert.SerializeObject(timer) },
        Uri uri => new JsonObject { ["string"] = uri.ToString() },
        _ => new JsonObject { ["json"] = JsonConvert.SerializeObject(value) },
    };

    /// <summary>As the Functions host reads what a worker returns (`ToObject`).</summary>
    private static object? ObjectOf(JsonNode? returned)
    {
        if (returned is not JsonObject value) return null;
        if (value["string"] is { } text) return text.GetValue<string>();
        if (value["json"] is { } json) return JsonConvert.DeserializeObject(json.GetValue<string>(), AsWritten);
        if (value["bytes"] is { } bytes) return Convert.FromBase64String(bytes.GetValue<string>());
        if (value["int"] is { } whole) return whole.GetValue<long>();
        if (value["double"] is { } number) return number.GetValue<double>();
        return null;
    }

    /// <summary>Text that looks like a time stays text.</summary>
    private static readonly JsonSerializerSettings AsWritten = new() { DateParseHandling = DateParseHandling.None };
}
