using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Sending;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Field.Syncing;

/// <summary>Keeps each answer, on the disk before the next is looked at.</summary>
/// <param name="device">The device.</param>
/// <param name="batch">What was sent.</param>
/// <param name="turn">Takes what goes on with the next batch, and counts them.</param>
internal sealed class BatchAnswers(Device device, Batch batch, AuthorTurn turn)
{
    private const string AttachmentMissing = "ATTACHMENT_MISSING";

    /// <summary>Whether a server that is asked again would say the same.</summary>
    public static bool IsFinal(ServerFault fault) => fault.Kind == FaultKind.Refused && fault.Code != StatusCode.Unauthenticated;

    /// <summary>Whether the record was refused only because a photo or document that it names is not there.</summary>
    public static bool IsForAttachment(ServerFault fault) => fault.Reason == AttachmentMissing;

    public void Take(Answer answer)
    {
        switch (answer)
        {
            case { Accepted: { } accepted }:
                device.Queue.NoteReceived(answer.RequestId, accepted);
                turn.Report.Received++;
                break;
            case { Kind: AnswerKind.Held }:
                device.Queue.NoteHeld(answer.RequestId);
                break;
            // The whole stream was refused, or broke: nothing is known about the record.
            case { IsOfStream: true }:
                turn.Report.Fault = answer.Fault;
                break;
            case { Fault: { } fault } when IsFinal(fault):
                if (!IsForAttachment(fault) || !MaySendAgain(answer.RequestId))
                    Refuse(answer.RequestId, fault);
                break;
            default:
                // A fault of the server. It is asked again in the next run, so that the others need not wait for it.
                turn.Failed.Add(answer.RequestId);
                break;
        }
    }

    // The server destroys what no record names for a month, and what somebody else brought it is not this officer's to name.
    private bool MaySendAgain(string requestId)
    {
        var (entry, request) = Of(requestId);
        return turn.SentAgain.Add(requestId) && device.Attachments.SendAgain(entry.Author, entry.Service, AttachmentNames.In(request));
    }

    private (Entry Entry, IMessage Request) Of(string requestId) => batch.Entries.Single(pair => pair.Entry.RequestId == requestId);

    private void Refuse(string requestId, ServerFault fault)
    {
        var (_, request) = Of(requestId);
        var isProposal = fault.Code == StatusCode.Aborted && EtagChain.IsAmendment(request);
        device.Queue.NoteRefused(requestId, fault, isProposal ? EntryState.Proposal : EntryState.Refused);
        if (isProposal)
            turn.Report.Proposals++;
        else
            turn.Report.Refused++;
    }
}
