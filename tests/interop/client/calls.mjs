// Calls as promises.
import grpc from '@grpc/grpc-js';
import { detailsOf } from './errors.mjs';

const patienceMs = 20_000;

/** A unary call; an error comes with its details. */
export function unary(client, method, request, { metadata = new grpc.Metadata(), deadlineMs = patienceMs } = {}) {
  return new Promise((resolve, reject) =>
    client[method](request, metadata, { deadline: Date.now() + deadlineMs }, (error, response) =>
      error ? reject(detailsOf(error)) : resolve(response),
    ),
  );
}

/** The error of a call that must fail. */
export async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('The call did not fail.');
}

/** Sends every request of a bulk stream and gives the receipts by request id. */
export function submitAll(client, method, requests) {
  return new Promise((resolve, reject) => {
    const receipts = new Map();
    const call = client[method](new grpc.Metadata(), { deadline: Date.now() + patienceMs });
    call.on('data', (receipt) => receipts.set(receipt.request_id, receipt));
    call.on('error', (error) => reject(detailsOf(error)));
    call.on('end', () => resolve(receipts));
    for (const request of requests) call.write(request);
    call.end();
  });
}

/** Follows a feed until `enough` of its events says so, then cancels. Gives the events and the code that the call ended with. */
export function follow(client, request, enough, { onData = () => {}, deadlineMs = patienceMs } = {}) {
  return new Promise((resolve, reject) => {
    const events = [];
    let isDone = false;
    const call = client.Subscribe(request, new grpc.Metadata(), { deadline: Date.now() + deadlineMs });
    call.on('data', (response) => {
      events.push(...response.events);
      onData(response);
      isDone ||= enough(events);
      if (isDone) call.cancel();
    });
    call.on('end', () => {});
    call.on('error', (error) => (isDone ? resolve({ events, code: error.code }) : reject(detailsOf(error))));
  });
}
