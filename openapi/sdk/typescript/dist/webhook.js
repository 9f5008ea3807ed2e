/** A webhook that must not be believed; the message says why. */
export class WebhookError extends Error {
    name = 'WebhookError';
}
/**
 * The event of a webhook, if one of its signatures was made with the secret (`whsec_…`) and it is
 * no older than the tolerance. `body` is what came, byte for byte: parsed and written anew it may
 * differ. A webhook may come twice: its `id` is the same then.
 */
export async function verifyWebhook(body, headers, secret, { tolerance = 300, now = Date.now() / 1000 } = {}) {
    const id = header(headers, 'webhook-id');
    const timestamp = header(headers, 'webhook-timestamp');
    const signatures = header(headers, 'webhook-signature');
    if (!/^\d{1,12}$/.test(timestamp))
        throw new WebhookError('webhook-timestamp is not a time');
    if (Math.abs(now - Number(timestamp)) > tolerance) {
        throw new WebhookError('webhook-timestamp is too far from now');
    }
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const prefix = new TextEncoder().encode(`${id}.${timestamp}.`);
    const signed = new Uint8Array(prefix.length + bytes.length);
    signed.set(prefix);
    signed.set(bytes, prefix.length);
    const key = await crypto.subtle.importKey('raw', decode(secret.replace(/^whsec_/, '')) ?? refuse('the secret is not base64'), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    for (const signature of signatures.split(' ')) {
        const mac = signature.startsWith('v1,') ? decode(signature.slice(3)) : undefined;
        if (mac && (await crypto.subtle.verify('HMAC', key, mac, signed))) {
            return JSON.parse(new TextDecoder().decode(bytes));
        }
    }
    throw new WebhookError('no signature fits');
}
function header(headers, name) {
    const value = headers instanceof Headers
        ? headers.get(name)
        : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof value === 'string' ? value : refuse(`${name} is missing`);
}
function decode(base64) {
    try {
        return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    }
    catch {
        return undefined;
    }
}
function refuse(why) {
    throw new WebhookError(why);
}
