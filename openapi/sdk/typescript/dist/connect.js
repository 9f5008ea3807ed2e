/** A client that repeats what is safe to repeat. */
import { createClient, defaultRetryOn, OPERATIONS, } from './client.js';
/**
 * A client whose calls are repeated up to three times when a connection is cut or the server is
 * busy, waiting as long as it asks. Each call that creates carries an `Idempotency-Key` of its own,
 * so a repetition has no second effect.
 */
export function connect({ url, key, ...config }) {
    return createClient(OPERATIONS, {
        argsStyle: 'flat',
        idempotencyKey: true,
        timeout: 30_000,
        clientHeader: false,
        ...config,
        serverUrl: url,
        auth: key === undefined ? {} : { bearer: key },
        retry: { retries: 3, retryDelay: 500, retryOn: mayBeRepeated, ...config.retry },
    });
}
/** Signing up heeds no key, and a 409 that says when to come back is about a request under way. */
function mayBeRepeated(call) {
    // Who has no stream reads the list instead of waiting for one.
    if (call.request.operation.id === 'streamEvents')
        return false;
    if (call.request.operation.id === 'createCompany')
        return call.response?.status === 429;
    if (call.response?.status === 409)
        return call.response.headers.has('retry-after');
    return defaultRetryOn(call);
}
