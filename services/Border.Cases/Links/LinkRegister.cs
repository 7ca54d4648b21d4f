using Border.Cases.Access;
using Border.Cases.V1;
using Border.ServiceDefaults.Records;

namespace Border.Cases.Links;

/// <summary>The use cases that are about more than one case: each changes all of them in one commit.</summary>
internal sealed class LinkRegister([FromKeyedServices(CasesModule.Service)] RecordWork work, LinkedRecords others, CaseNumbers numbers)
{
    private static readonly RecordKind<Case> Kind = CaseKind.Records;

    public Task<Written<Case>> LinkAsync(WriteCall call, LinkRecordRequest request, CancellationToken ct) => work.RunAsync(
        call,
        Kind,
        async session =>
        {
            var record = await session.GetCaseAsync(request.Name, request.Etag, call.Actor);
            new CaseLinks(record).Add(request.Record, request.Kind, request.Reason, session.Time);
            if (CaseLinks.IsCase(request.Record))
            {
                var other = await session.GetCaseAsync(request.Record, "", call.Actor);
                new CaseLinks(other).Add(request.Name, request.Kind, request.Reason, session.Time);
                session.Save(Kind, other, "linked", request.Reason);
            }
            else
            {
                await others.RequireAsync(request.Record, ct);
            }

            session.Save(Kind, record, "linked", request.Reason);
            return record;
        },
        ct);

    public Task<Written<Case>> UnlinkAsync(WriteCall call, UnlinkRecordRequest request, CancellationToken ct) => work.RunAsync(
        call,
        Kind,
        async session =>
        {
            var record = await session.GetCaseAsync(request.Name, request.Etag, call.Actor);
            new CaseLinks(record).Remove(request.Record);
            if (CaseLinks.IsCase(request.Record))
            {
                var other = await session.GetCaseAsync(request.Record, "", call.Actor);
                new CaseLinks(other).Remove(request.Name);
                session.Save(Kind, other, "unlinked", request.Reason);
            }

            session.Save(Kind, record, "unlinked", request.Reason);
            return record;
        },
        ct);

    public Task<Written<Case>> MergeAsync(WriteCall call, MergeCasesRequest request, CancellationToken ct) => work.RunAsync(
        call,
        Kind,
        async session =>
        {
            var survivor = await session.GetCaseAsync(request.Name, request.Etag, call.Actor);
            var duplicate = await session.GetCaseAsync(request.Duplicate, "", call.Actor);
            new CaseMerge(survivor, duplicate).Merge(request);
            session.Save(Kind, duplicate, "merged_into", request.Reason);
            session.Save(Kind, survivor, "merged", request.Reason);
            return survivor;
        },
        ct);

    public Task<Written<Case>> SplitAsync(WriteCall call, SplitCaseRequest request, CancellationToken ct) => work.RunAsync(
        call,
        Kind,
        async session =>
        {
            var source = await session.GetCaseAsync(request.Name, request.Etag, call.Actor);
            var part = new CaseSplit(source).Split(request, $"{CaseKind.Collection}/{request.CaseId}");
            part.Number = await numbers.NextAsync(session, part.Unit, part.RegisterTime);
            session.Save(Kind, source, "split", request.Reason);
            session.Save(Kind, part, "split_off", request.Reason);
            return part;
        },
        ct);
}
