using Border.ServiceDefaults.Validation;
using Border.SystemTests.Samples;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.SystemTests.Hostile;

/// <summary>Makes the messages of one RPC. The same seed makes the same messages, but for the ids of requests.</summary>
internal sealed class Mutator(int seed)
{
    private readonly Random _random = new(seed);

    /// <returns>The message, and whether it is as a client would send it.</returns>
    public (byte[] Message, bool IsSound) Next(MessageDescriptor type)
    {
        var message = new SampleMessages(_random).Make(type);
        var fields = new FieldMutations(_random);
        var bytes = new ByteMutations(_random);
        switch (_random.Next(8))
        {
            case 0:
                return (message.ToByteArray(), true);
            case 1:
                fields.Mark(message);
                return (ByteMutations.BreakText(message.ToByteArray()), false);
            case 2 or 3:
                return (Spoiled(message, bytes), false);
            case 4:
                fields.Apply(message);
                return (Spoiled(message, bytes), false);
            default:
                for (var count = _random.Next(1, 4); count > 0; count--)
                    fields.Apply(message);
                return (message.ToByteArray(), false);
        }
    }

    private static byte[] Spoiled(IMessage message, ByteMutations bytes)
    {
        while (true)
        {
            var spoiled = bytes.Apply(message.ToByteArray());
            if (!IsMisplaced(message.Descriptor.Parser, spoiled))
                return spoiled;
        }
    }

    // A flipped bit of a tag makes a person's name, say, an actor who may know of the record. What callers write about persons where the
    // contract has no place for it nobody can keep out of the feed.
    private static bool IsMisplaced(MessageParser parser, byte[] bytes)
    {
        if (bytes.AsSpan().IndexOf(SampleTexts.PersonalBytes) < 0)
            return false;
        try
        {
            var message = parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
            PersonalFields.Clear(message);
            return message.ToByteArray().AsSpan().IndexOf(SampleTexts.PersonalBytes) >= 0;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
