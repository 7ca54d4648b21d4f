using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Grpc.Core;

namespace Border.ServiceDefaults.Access;

/// <summary>Who makes the call under way, and what for. It goes along with everything that is done for the call, as its trace does.</summary>
/// <param name="Authorization">What the call was believed by, to be shown to the services that are asked for it; empty for none.</param>
public sealed record Caller(Actor Actor, Purpose Purpose, string Authorization)
{
    public const string PurposeHeader = "border-purpose";

    private static readonly AsyncLocal<Caller?> Under = new();

    /// <summary>Null in what the process does by itself, such as following a feed: nothing is kept from it.</summary>
    public static Caller? Current
    {
        get => Under.Value;
        internal set => Under.Value = value;
    }

    internal static RefusalException PurposeMissing() => Refusals.PurposeMissing(PurposeHeader, EnumWords.All<Purpose>());

    internal static Caller Of(Actor actor, ServerCallContext context)
    {
        var headers = context.GetHttpContext().Request.Headers;
        return new(actor, PurposeIn(headers[PurposeHeader].ToString()), headers.Authorization.ToString());
    }

    private static Purpose PurposeIn(string text) => EnumWords.ValueOf<Purpose>(text) ?? Purpose.Unspecified;
}
