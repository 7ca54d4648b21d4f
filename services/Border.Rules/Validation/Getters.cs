using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Validation;

/// <summary>Reads fields through delegates that are bound once; descriptors' own accessors box every number and enum.</summary>
internal static class Getters
{
    private static readonly MethodInfo Bind = typeof(Getters).GetMethod(nameof(Bound), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <typeparam name="T">The property's type, or for a reference a base of it.</typeparam>
    public static Func<IMessage, T> For<T>(FieldDescriptor field)
    {
        var message = field.ContainingType.ClrType;
        var property = message.GetProperty(field.PropertyName)!;
        return (Func<IMessage, T>)Bind.MakeGenericMethod(message, typeof(T)).Invoke(null, [property.GetMethod!])!;
    }

    private static Func<IMessage, T> Bound<TMessage, T>(MethodInfo getter)
        where TMessage : IMessage
    {
        var get = getter.CreateDelegate<Func<TMessage, T>>();
        return message => get((TMessage)message);
    }
}
