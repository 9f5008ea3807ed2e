/** The events of a company, each once and in order, for as long as one cares to listen. */
import { ApiError } from './client.js';
/**
 * Follows the stream, and reads the list whenever the stream cannot be had, breaks off, or is quiet
 * for long. Keep `event.sequence` with what the event led to, and begin with it after a restart:
 * nothing is missed and nothing comes twice. A refusal that waiting does not cure is thrown.
 */
export async function* follow(remit, { after, signal, quiet = 60_000 }) {
    let last = after;
    for (let failures = 0; !signal?.aborted;) {
        const before = last;
        try {
            for await (const event of streamed(remit, last, quiet, signal)) {
                if (event.sequence <= last)
                    continue;
                last = event.sequence;
                yield event;
            }
            if (signal?.aborted)
                return;
            for await (const event of listed(remit, last, signal)) {
                if (event.sequence <= last)
                    continue;
                last = event.sequence;
                yield event;
            }
        }
        catch (error) {
            if (signal?.aborted)
                return;
            if (!passes(error))
                throw error;
        }
        failures = last > before ? 0 : failures + 1;
        await pause(Math.min(250 * 2 ** failures, 15_000) * (0.5 + Math.random() / 2), signal);
    }
}
/** What the stream sends until it breaks off, cannot be had for now, or has been quiet for long. */
async function* streamed(remit, last, quiet, outer) {
    const own = new AbortController();
    const end = () => own.abort();
    outer?.addEventListener('abort', end, { once: true });
    const frames = remit.streamEvents({ 'Last-Event-ID': String(last) }, { signal: own.signal, reconnect: false });
    let silence;
    try {
        for (;;) {
            silence = setTimeout(end, quiet);
            const frame = await frames.next();
            clearTimeout(silence);
            if (frame.done)
                return;
            const event = whole(frame.value.data);
            if (!event)
                return;
            yield event;
        }
    }
    catch (error) {
        if (!passes(error))
            throw error;
    }
    finally {
        clearTimeout(silence);
        outer?.removeEventListener('abort', end);
        own.abort();
    }
}
async function* listed(remit, last, signal) {
    const args = { after: String(last), limit: 100 };
    yield* remit.listEvents.items(args, signal ? { signal } : {});
}
/** A connection that is cut may leave half an event behind. */
function whole(data) {
    try {
        return JSON.parse(String(data));
    }
    catch {
        return undefined;
    }
}
/** A cut connection, a busy server and one stream too many pass; a revoked key does not. */
function passes(error) {
    return !(error instanceof ApiError) || error.status === 429 || error.status >= 500;
}
function pause(milliseconds, signal) {
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
