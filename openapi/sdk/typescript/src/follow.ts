/** The events of a company, each once and in order, for as long as one cares to listen. */
import { ApiError, type Event } from './client.js';
import { type Remit } from './connect.js';

export type FollowOptions = {
  /** The sequence of the last event that was dealt with; 0 begins with the first that is kept. */
  after: number;
  /** Ends the iteration. */
  signal?: AbortSignal;
  /** After how many milliseconds without an event the list is asked whether there is one; 60 000. */
  quiet?: number;
};

/**
 * Follows the stream, and reads the list whenever the stream cannot be had, breaks off, or is quiet
 * for long. Keep `event.sequence` with what the event led to, and begin with it after a restart:
 * nothing is missed and nothing comes twice. A refusal that waiting does not cure is thrown.
 */
export async function* follow(
  remit: Remit,
  { after, signal, quiet = 60_000 }: FollowOptions,
): AsyncGenerator<Event, void, undefined> {
  let last = after;
  for (let failures = 0; !signal?.aborted; ) {
    const before = last;
    try {
      for await (const event of streamed(remit, last, quiet, signal)) {
        if (event.sequence <= last) continue;
        last = event.sequence;
        yield event;
      }
      if (signal?.aborted) return;
      for await (const event of listed(remit, last, signal)) {
        if (event.sequence <= last) continue;
        last = event.sequence;
        yield event;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (!passes(error)) throw error;
    }
    failures = last > before ? 0 : failures + 1;
    await pause(Math.min(250 * 2 ** failures, 15_000) * (0.5 + Math.random() / 2), signal);
  }
}

/** What the stream sends until it breaks off, cannot be had for now, or has been quiet for long. */
async function* streamed(
  remit: Remit,
  last: number,
  quiet: number,
  outer?: AbortSignal,
): AsyncGenerator<Event> {
  const own = new AbortController();
  const end = () => own.abort();
  outer?.addEventListener('abort', end, { once: true });
  const frames = remit.streamEvents(
    { 'Last-Event-ID': String(last) },
    { signal: own.signal, reconnect: false },
  );
  let silence: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      silence = setTimeout(end, quiet);
      const frame = await frames.next();
      clearTimeout(silence);
      if (frame.done) return;
      const event = whole(frame.value.data);
      if (!event) return;
      yield event;
    }
  } catch (error) {
    if (!passes(error)) throw error;
  } finally {
    clearTimeout(silence);
    outer?.removeEventListener('abort', end);
    own.abort();
  }
}

async function* listed(remit: Remit, last: number, signal?: AbortSignal): AsyncGenerator<Event> {
  const args = { after: String(last), limit: 100 };
  yield* remit.listEvents.items(args, signal ? { signal } : {});
}

/** A connection that is cut may leave half an event behind. */
function whole(data: unknown): Event | undefined {
  try {
    return JSON.parse(String(data)) as Event;
  } catch {
    return undefined;
  }
}

/** A cut connection, a busy server and one stream too many pass; a revoked key does not. */
function passes(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 429 || error.status >= 500;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });
}
