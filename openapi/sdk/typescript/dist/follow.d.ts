/** The events of a company, each once and in order, for as long as one cares to listen. */
import { type Event } from './client.js';
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
export declare function follow(remit: Remit, { after, signal, quiet }: FollowOptions): AsyncGenerator<Event, void, undefined>;
