using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace EngineHost;

/// <summary>
/// A class with a static method for each function that the app registered, made at run time: the engine finds
/// functions by reflection, and no name is to stand twice.
/// </summary>
public static class FunctionTypes
{
    private static readonly MethodInfo Calls = typeof(FunctionCalls).GetMethod(nameof(FunctionCalls.CallAsync))!;

    public static Type Emit(IReadOnlyList<AppFunction> functions)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("AppFunctions"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("AppFunctions").DefineType("Host.Functions", TypeAttributes.Public);
        foreach (var function in functions) Emit(type, function);
        return type.CreateType();
    }

    private static void Emit(TypeBuilder type, AppFunction function)
    {
        var (name, binding) = function.Trigger;
        var trigger = TriggerOf(function, binding);
        List<(string Name, Type Type, CustomAttributeBuilder? Attribute)> parameters = [(name, trigger.Type, trigger.Attribute)];
        // An orchestrator has nothing but its context: whatever else it got would not be the same on replay.
        if (function.TriggerType != "orchestrationTrigger")
        {
            parameters.Add(("binder", typeof(Microsoft.Azure.WebJobs.Binder), null));
            parameters.AddRange(function.DurableClients.Select(client =>
                (client, typeof(string), (CustomAttributeBuilder?)Attribute(typeof(DurableClientAttribute)))));
        }
        var method = type.DefineMethod(
            function.Name,
            MethodAttributes.Public | MethodAttributes.Static,
            ReturnOf(function),
            [.. parameters.Select(one => one.Type)]);
        method.SetCustomAttribute(Attribute(typeof(FunctionNameAttribute), function.Name));
        if (function.TriggerType == "httpTrigger") method.SetCustomAttribute(Attribute(typeof(NoAutomaticTriggerAttribute)));
        for (var at = 0; at < parameters.Count; at += 1)
        {
            var parameter = method.DefineParameter(at + 1, ParameterAttributes.None, parameters[at].Name);
            if (parameters[at].Attribute is { } attribute) parameter.SetCustomAttribute(attribute);
        }
        EmitCall(method.GetILGenerator(), function.Name, [.. parameters.Select(one => one.Type)]);
    }

    /// <summary>`return FunctionCalls.CallAsync(name, new object[] { … });`</summary>
    private static void EmitCall(ILGenerator code, string name, Type[] parameters)
    {
        code.Emit(OpCodes.Ldstr, name);
        code.Emit(OpCodes.Ldc_I4, parameters.Length);
        code.Emit(OpCodes.Newarr, typeof(object));
        for (var at = 0; at < parameters.Length; at += 1)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, at);
            code.Emit(OpCodes.Ldarg, (short)at);
            if (parameters[at].IsValueType) code.Emit(OpCodes.Box, parameters[at]);
            code.Emit(OpCodes.Stelem_Ref);
        }
        code.Emit(OpCodes.Call, Calls);
        code.Emit(OpCodes.Ret);
    }

    /// <summary>The types that the Functions host takes where a binding states none (`IJobHostMetadataProvider.GetDefaultType`).</summary>
    private static (Type Type, CustomAttributeBuilder? Attribute) TriggerOf(AppFunction function, System.Text.Json.Nodes.JsonObject binding)
    {
        string Setting(string name) => binding[name]!.GetValue<string>();
        return function.TriggerType switch
        {
            "orchestrationTrigger" => (typeof(string), Attribute(typeof(OrchestrationTriggerAttribute))),
            "activityTrigger" => (typeof(string), Attribute(typeof(ActivityTriggerAttribute))),
            "blobTrigger" => (typeof(byte[]), Attribute(typeof(BlobTriggerAttribute), Setting("path"))),
            "queueTrigger" => (typeof(string), Attribute(typeof(QueueTriggerAttribute), Setting("queueName"))),
            "timerTrigger" => (typeof(TimerInfo), Timer(Setting("schedule"), binding["runOnStartup"]?.GetValue<bool>() ?? false)),
            // Called by HttpFront.
            "httpTrigger" => (typeof(HttpCall), null),
            var other => throw new NotSupportedException($"{function.Name} has a trigger that this host does not know: {other}"),
        };
    }

    private static CustomAttributeBuilder Timer(string schedule, bool runOnStartup) =>
        new(
            typeof(TimerTriggerAttribute).GetConstructor([typeof(string)])!,
            [schedule],
            [typeof(TimerTriggerAttribute).GetProperty(nameof(TimerTriggerAttribute.RunOnStartup))!],
            [runOnStartup]);

    private static Type ReturnOf(AppFunction function) =>
        function.TriggerType is "orchestrationTrigger" or "activityTrigger" ? typeof(Task<object>) : typeof(Task);

    private static CustomAttributeBuilder Attribute(Type type, params object[] arguments) =>
        new(type.GetConstructor([.. arguments.Select(one => one.GetType())])!, arguments);
}
