using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace EngineHost;

/// <summary>A request for a function, as the Functions host types it, and what the function answers.</summary>
public sealed class HttpCall(JsonObject request)
{
    public JsonObject Request { get; } = request;

    public JsonNode? Answer { get; set; }
}

/// <summary>
/// `POST /{function}` with a request as the Functions host types it, in JSON; so is the answer. Routing is done
/// by whoever listens to people. The functions are called through the job host, which binds durable clients.
/// Everything under the path of the web hooks goes to the extension.
/// </summary>
public static class HttpFront
{
    /// <returns>The address, on a free port of this machine.</returns>
    public static string Start(JobHost host, Type functions, DurableTaskExtension extension, Uri webhooks)
    {
        var (listener, address) = Listen();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => context.Request.Url!.AbsolutePath.StartsWith(webhooks.AbsolutePath)
                    ? ManageAsync(context, extension, webhooks)
                    : AnswerAsync(context, host, functions));
            }
        });
        return address;
    }

    private static (HttpListener Listener, string Address) Listen()
    {
        for (var tries = 0; ; tries += 1)
        {
            var address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/";
            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (tries < 20)
            {
                // The port is taken.
            }
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context, JobHost host, Type functions)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var call = new HttpCall(JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject());
        JsonObject answer;
        try
        {
            var method = functions.GetMethod(context.Request.Url!.AbsolutePath[1..])!;
            await host.CallAsync(method, new Dictionary<string, object> { [TriggerOf(method)] = call });
            answer = new JsonObject { ["answer"] = call.Answer };
        }
        catch (Exception error)
        {
            answer = new JsonObject { ["error"] = (error.InnerException ?? error).Message };
        }
        using var writer = new StreamWriter(context.Response.OutputStream);
        await writer.WriteAsync(answer.ToJsonString());
    }

    private static async Task ManageAsync(HttpListenerContext context, DurableTaskExtension extension, Uri webhooks)
    {
        var body = new StreamContent(context.Request.InputStream);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(
            new HttpMethod(context.Request.HttpMethod), new Uri(webhooks, context.Request.Url!.PathAndQuery))
        {
            Content = body,
        };
        if (context.Request.Headers["x-ms-continuation-token"] is { } token)
            request.Headers.Add("x-ms-continuation-token", token);
        var handler = (IAsyncConverter<HttpRequestMessage, HttpResponseMessage>)extension;
        using var response = await handler.ConvertAsync(request, CancellationToken.None);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers) context.Response.Headers[name] = string.Join(", ", values);
        await response.Content.CopyToAsync(context.Response.OutputStream);
        context.Response.Close();
    }

    private static string TriggerOf(MethodInfo method) => method.GetParameters()[0].Name!;
}
