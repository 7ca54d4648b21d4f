using Border.ServiceDefaults.Errors;

namespace Border.ServiceDefaults.Records;

/// <summary>The order of a list: one time field, latest first unless asked otherwise.</summary>
public sealed record ListOrder(string Field, bool Descending)
{
    public const int DefaultPageSize = 50;

    /// <param name="orderBy">Empty, <c>field</c> or <c>field desc</c>.</param>
    /// <param name="field">The only field that can be ordered by.</param>
    public static ListOrder Parse(string orderBy, string field) => orderBy.Trim() switch
    {
        "" => new(field, Descending: true),
        var text when text == field => new(field, Descending: false),
        var text when text == $"{field} desc" => new(field, Descending: true),
        _ => throw Refusals.InvalidField("order_by", $"must be '{field}' or '{field} desc'"),
    };
}
