using Border.SystemTests.Samples;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.SystemTests.Hostile;

/// <summary>Makes the messages of one RPC. The same seed makes the same messages, but for the ids of requests.</summary>
internal sealed class Mutator(int seed)
{
    private readonly Random _random = new(seed);

    public byte[] Next(MessageDescriptor type)
    {
        var message = new SampleMessages(_random).Make(type);
        var fields = new FieldMutations(_random);
        var bytes = new ByteMutations(_random);
        switch (_random.Next(8))
        {
            case 0:
                return message.ToByteArray();
            case 1:
                fields.Mark(message);
                return ByteMutations.BreakText(message.ToByteArray());
            case 2 or 3:
                return bytes.Apply(message.ToByteArray());
            case 4:
                fields.Apply(message);
                return bytes.Apply(message.ToByteArray());
            default:
                for (var count = _random.Next(1, 4); count > 0; count--)
                    fields.Apply(message);
                return message.ToByteArray();
        }
    }
}
