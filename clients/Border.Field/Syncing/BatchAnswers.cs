using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Sending;
using Grpc.Core;

namespace Border.Field.Syncing;

/// <summary>Keeps each answer, on the disk before the next is looked at.</summary>
internal sealed class BatchAnswers(EntryQueue queue, Batch batch, HashSet<string> failed, SyncReport report)
{
    /// <summary>Whether a server that is asked again would say the same.</summary>
    public static bool IsFinal(ServerFault fault) => fault.Kind == FaultKind.Refused && fault.Code != StatusCode.Unauthenticated;

    public void Take(Answer answer)
    {
        switch (answer)
        {
            case { Accepted: { } accepted }:
                queue.NoteReceived(answer.RequestId, accepted);
                report.Received++;
                break;
            case { Kind: AnswerKind.Held }:
                queue.NoteHeld(answer.RequestId);
                break;
            // The whole stream was refused, or broke: nothing is known about the record.
            case { IsOfStream: true }:
                report.Fault = answer.Fault;
                break;
            case { Fault: { } fault } when IsFinal(fault):
                Refuse(answer.RequestId, fault);
                break;
            default:
                // A fault of the server. It is asked again in the next run, so that the others need not wait for it.
                failed.Add(answer.RequestId);
                break;
        }
    }

    private void Refuse(string requestId, ServerFault fault)
    {
        var request = batch.Entries.Single(pair => pair.Entry.RequestId == requestId).Request;
        var isProposal = fault.Code == StatusCode.Aborted && EtagChain.IsAmendment(request);
        queue.NoteRefused(requestId, fault, isProposal ? EntryState.Proposal : EntryState.Refused);
        if (isProposal)
            report.Proposals++;
        else
            report.Refused++;
    }
}
