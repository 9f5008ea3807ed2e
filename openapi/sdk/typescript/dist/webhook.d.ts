/** Webhooks as Standard Webhooks signs them. */
import { type Event } from './client.js';
/** A webhook that must not be believed; the message says why. */
export declare class WebhookError extends Error {
    name: string;
}
export type VerifyOptions = {
    /** How far the time-stamp may be from now, in seconds; 300 unless told. */
    tolerance?: number;
    /** Now, in seconds since 1970. */
    now?: number;
};
type Headers_ = Headers | Record<string, string | string[] | undefined>;
/**
 * The event of a webhook, if one of its signatures was made with the secret (`whsec_…`) and it is
 * no older than the tolerance. `body` is what came, byte for byte: parsed and written anew it may
 * differ. A webhook may come twice: its `id` is the same then.
 */
export declare function verifyWebhook(body: string | Uint8Array, headers: Headers_, secret: string, { tolerance, now }?: VerifyOptions): Promise<Event>;
export {};
