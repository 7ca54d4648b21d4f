using Border.Cases;
using Border.Cases.V1;
using Border.Field.Lists;
using Border.Patrols;
using Border.Patrols.V1;
using Border.Persons.Interceptions;
using Border.Persons.V1;
using Border.Seizures;
using Border.Seizures.Substances;
using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Field.Recording;

/// <summary>Checks a request as the service would that it is for, as far as that can be without it.</summary>
internal sealed class RecordCheck(PatrolBook patrols, DeviceLists lists, TimeProvider clock)
{
    private const string Offences = "offences";
    private const string Substances = "substances";

    private readonly FieldRules _rules = new(clock);
    private readonly AgencyCheck _agency = new(lists);
    private readonly Lazy<OffenceCatalogue> _offences = new(() => new OffenceCatalogue());

    /// <returns>Everything that is wrong; a rule that is about no field has an empty one.</returns>
    /// <param name="request">With all its ids.</param>
    /// <param name="beforePlace">Where in the queue it stands: what comes later is not looked at.</param>
    public IReadOnlyList<FieldViolation> Check(IMessage request, long beforePlace = long.MaxValue)
    {
        var faults = FaultsOf(request, beforePlace);
        return [.. faults, .. _agency.FaultsOf(request).Where(fault => faults.All(other => other.Field != fault.Field))];
    }

    private IReadOnlyList<FieldViolation> FaultsOf(IMessage request, long beforePlace)
    {
        if (_rules.Check(request) is { Count: > 0 } violations)
            return violations;
        try
        {
            Demand(request, beforePlace);
            return [];
        }
        catch (RefusalException refusal)
        {
            return refusal.Violations.Count > 0 ? [.. refusal.Violations.Where(fault => !IsOutdated(fault, request))] : [new FieldViolation { Description = refusal.Message }];
        }
    }

    /// <summary>The list whose codes a request names; null for none.</summary>
    public static string? ListOf(IMessage request) => request switch
    {
        ReportCaseRequest => Offences,
        RecordSeizureRequest => Substances,
        _ => null,
    };

    // The catalogue that is built in is older than the list that the server gave.
    private bool IsOutdated(FieldViolation fault, IMessage request) =>
        fault.Description == SubstanceRules.UnknownSubstance && request is RecordSeizureRequest seizure
        && lists.Entries(VersionedList.All.Single(list => list.Name == Substances)) is { } given
        && seizure.Seizure.Items.Select(item => item.Drug?.Substance ?? item.Precursor?.Substance).OfType<string>()
            .All(code => given.Any(entry => VersionedList.CodeOf(entry) == code));

    // The rules complete what they check; a request stays as it was recorded.
    private void Demand(IMessage request, long beforePlace)
    {
        switch (request)
        {
            case CreatePatrolRequest r:
                PatrolPlan.Of($"patrols/{r.PatrolId}", r.Patrol.Clone());
                break;
            case RegisterInterceptionRequest r:
                InterceptionRecord.Register($"interceptions/{r.InterceptionId}", r.Interception.Clone());
                break;
            case RecordSeizureRequest r:
                SeizureRecord.Record($"seizures/{r.SeizureId}", r.Seizure.Clone());
                break;
            case ReportCaseRequest r:
                DemandOffences(r.Report);
                break;
            default:
                if (PatrolOf(request) is { } name && patrols.Find(name, beforePlace) is { } patrol)
                    PatrolBook.Apply(patrol, request);
                break;
        }
    }

    // What is not in the list that the server gave, it would refuse.
    private void DemandOffences(CaseReport report)
    {
        if (report.OtherOffences.Append(report.PrincipalOffence).FirstOrDefault(code => lists.Has(Offences, code) == false) is { } unknown)
            throw Refusals.UnknownReference("offence", unknown);
        try
        {
            _offences.Value.RequireOffences(new Case { PrincipalOffence = report.PrincipalOffence, OtherOffences = { report.OtherOffences } });
        }
        catch (RefusalException newer) when (newer.Reason == ErrorReason.UnknownReference)
        {
            // The server may have a newer catalogue than this client. It answers whether the code is known.
        }
    }

    private static string? PatrolOf(IMessage request)
    {
        if (request is AmendPatrolRequest amend)
            return amend.Patrol.Name;
        var name = request.Descriptor.FindFieldByName("name")?.Accessor.GetValue(request) as string;
        return name?.StartsWith("patrols/", StringComparison.Ordinal) == true ? name : null;
    }
}
