// A gRPC call as it is on the wire, to see what a client library hides.
import http2 from 'node:http2';
import { once } from 'node:events';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Sends one message in gzip and gives the answer: its headers, whether it was packed, and its bytes unpacked. */
export async function postInGzip(address, path, message) {
  const session = http2.connect(`http://${address}`);
  try {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
      'grpc-encoding': 'gzip',
      'grpc-accept-encoding': 'identity,gzip',
    });
    const ended = bodyOf(stream);
    const answered = once(stream, 'response');
    stream.end(frame(gzipSync(message)));
    const [headers] = await answered;
    const body = await ended;
    const isPacked = body[0] === 1;
    return { headers, isPacked, message: isPacked ? gunzipSync(body.subarray(5)) : body.subarray(5) };
  } finally {
    session.close();
  }
}

function frame(packed) {
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeUInt32BE(packed.length, 1);
  return Buffer.concat([head, packed]);
}

async function bodyOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
