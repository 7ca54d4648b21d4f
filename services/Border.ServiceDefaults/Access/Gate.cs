using System.Collections.Concurrent;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Access;

/// <summary>Refuses what the table of <see cref="Policy"/> does not allow, as far as that can be told without looking at records.</summary>
internal static class Gate
{
    private static readonly ConcurrentDictionary<MessageDescriptor, AskedArea?> Asked = new();

    /// <summary>A call, before anything of it is carried out.</summary>
    /// <param name="request">Null for streams of requests.</param>
    /// <exception cref="RefusalException">NOT_PERMITTED or PURPOSE_MISSING.</exception>
    public static void Require(PolicyRow row, Caller caller, IMessage? request)
    {
        RequireRole(row, caller.Actor);
        if (caller.Actor.Author is not null && !(row.Area == AreaRule.Each && caller.Actor.Roles.Has(Role.Supervisor)))
            throw Refusals.NotPermitted("What somebody else recorded is brought by a supervisor, through a bulk stream.");
        if (row.NeedsPurpose && caller.Purpose == Purpose.Unspecified && !caller.Actor.IsLocalUser)
            throw Caller.PurposeMissing();
        if (request is not null)
            RequireArea(row, caller.Actor, request);
    }

    /// <summary>One request of a bulk stream.</summary>
    public static void RequireInStream(Actor actor, IMessage request)
    {
        var row = Policy.OfRequest(request.Descriptor.FullName);
        RequireRole(row, actor);
        if (actor.Author is not null && !Policy.MayBeBrought(row))
            throw Refusals.NotPermitted("This is done under one's own sign-in only.");
        RequireArea(row, actor, request);
    }

    private static void RequireRole(PolicyRow row, Actor actor)
    {
        if (!actor.Roles.HasAnyOf(row.Roles))
            throw Refusals.NotPermitted("None of the caller's roles may do this.");
        if (row.Area == AreaRule.Nation && !actor.Areas.IsNation)
            throw Refusals.NotPermitted("Only those who are responsible for the nation may do this.");
    }

    private static void RequireArea(PolicyRow row, Actor actor, IMessage request)
    {
        if (row.Area == AreaRule.Asked && Asked.GetOrAdd(request.Descriptor, AskedArea.In) is { } area && !area.Of(request).All(actor.Areas.Covers))
            throw Refusals.OutsideAreas(area.Path);
    }
}

/// <summary>Where a request names the area that it is about: itself, or in the message that it is about.</summary>
internal sealed record AskedArea(string Path, Func<IMessage, IEnumerable<string>> Of)
{
    private static readonly string[] Names = ["area", "areas"];

    /// <returns>Null when it names none.</returns>
    public static AskedArea? In(MessageDescriptor request)
    {
        if (Own(request) is { } own)
            return new(own.Name, message => Values(own, message));
        foreach (var part in request.Fields.InFieldNumberOrder().Where(field => field.FieldType == FieldType.Message && !field.IsRepeated))
        {
            if (Own(part.MessageType) is { } inner)
                return new($"{part.Name}.{inner.Name}", message => part.Accessor.GetValue(message) is IMessage value ? Values(inner, value) : []);
        }

        return null;
    }

    private static FieldDescriptor? Own(MessageDescriptor message) => Names.Select(message.FindFieldByName).FirstOrDefault(field => field is { FieldType: FieldType.String });

    // No area at all stands for the whole nation.
    private static IEnumerable<string> Values(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) switch
    {
        IEnumerable<string> many => many.DefaultIfEmpty(""),
        var one => [(string)one],
    };
}
