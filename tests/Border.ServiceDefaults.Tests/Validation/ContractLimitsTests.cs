using System.Collections;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Time.Testing;

namespace Border.ServiceDefaults.Tests.Validation;

/// <summary>For every field that a caller can set: what the contract states is what is enforced, at the limit and one past it.</summary>
public sealed class ContractLimitsTests
{
    private static readonly FieldRules Rules = new(new FakeTimeProvider(Samples.Now));

    public static TheoryData<string> Fields { get; } =
        new(Contract.RequestMessages.SelectMany(message => message.Fields.InFieldNumberOrder()).Select(field => field.FullName).Order());

    [Theory]
    [MemberData(nameof(Fields))]
    public void Check_AtTheLimit_Passes(string fullName)
    {
        var field = Find(fullName);

        foreach (var value in Samples.Right(field))
            Assert.DoesNotContain(FaultsOf(field, value), IsAbout(field));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Check_PastTheLimit_NamesTheField(string fullName)
    {
        var field = Find(fullName);

        foreach (var value in Samples.Wrong(field))
            Assert.Single(FaultsOf(field, value), IsAbout(field));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Check_NotSet_IsAFaultOnlyWhenRequired(string fullName)
    {
        var field = Find(fullName);

        var faults = Rules.Check(New(field.ContainingType)).Where(IsAbout(field).Invoke).ToList();

        Assert.Equal(Samples.RuleOf(field).Required ? ["is required"] : [], faults.Select(fault => fault.Description));
    }

    [Fact]
    public void RequestMessages_OfTheContract_HaveRulesOfEveryKind()
    {
        var rules = Contract.RequestMessages.SelectMany(message => message.Fields.InFieldNumberOrder()).Select(Samples.RuleOf).ToList();

        Assert.Contains(rules, rule => rule.Past);
        Assert.Contains(rules, rule => rule.Range is not null);
        Assert.Contains(rules, rule => rule.MaxItems > 0);
        Assert.Equal(
            Enum.GetValues<TextFormat>().Order(),
            rules.Select(rule => rule.Format).Distinct().Order());
    }

    private static Predicate<FieldViolation> IsAbout(FieldDescriptor field) =>
        violation => violation.Field == field.Name || (violation.Field.StartsWith(field.Name + "[", StringComparison.Ordinal) && violation.Field.EndsWith(']'));

    private static IReadOnlyList<FieldViolation> FaultsOf(FieldDescriptor field, object value)
    {
        var message = New(field.ContainingType);
        if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            foreach (var item in (IEnumerable)value)
                list.Add(item);
        }
        else
        {
            field.Accessor.SetValue(message, value);
        }

        return Rules.Check(message);
    }

    private static IMessage New(MessageDescriptor message) => message.Parser.ParseFrom(ByteString.Empty);

    private static FieldDescriptor Find(string fullName) =>
        Contract.RequestMessages.SelectMany(message => message.Fields.InFieldNumberOrder()).Single(field => field.FullName == fullName);
}
