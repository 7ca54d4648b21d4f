using Border.Persons.Interceptions;
using Border.Persons.Matching;
using Border.Persons.Registry;
using Border.Persons.V1;
using Border.Persons.Watching;
using Border.ServiceDefaults.Records;
using Google.Protobuf;

namespace Border.Persons;

/// <summary>Takes any write of this package to its register, for the stream that carries them all.</summary>
internal sealed class PersonsDesk(InterceptionRegister interceptions, PersonRegister persons, MatchRegister matches, WatchRegister watch)
{
    public async Task<Written<IMessage>> SubmitAsync(IMessage request, string actor, CancellationToken ct) => request switch
    {
        RegisterInterceptionRequest or AmendInterceptionRequest or RecordReferralRequest or VoidInterceptionRequest =>
            Any(await interceptions.SubmitAsync(request, actor, ct)),
        ConfirmMatchRequest or RejectMatchRequest => Any(await matches.SubmitAsync(request, actor, ct)),
        RegisterWatchNoticeRequest or AmendWatchNoticeRequest or WithdrawWatchNoticeRequest => Any(await watch.SubmitAsync(request, actor, ct)),
        _ => Any(await persons.SubmitAsync(request, actor, ct)),
    };

    private static Written<IMessage> Any<T>(Written<T> written)
        where T : IMessage =>
        new(written.Record, written.Name, written.Etag, written.FeedPosition, written.Replayed);
}
