/** Refusals by their code. */
import { ApiError } from './client.js';
/** Whether something caught is a refusal by Remit, with one of these codes if any are named. */
export function isProblem(error, ...codes) {
    if (!(error instanceof ApiError))
        return false;
    const body = error.body;
    if (typeof body?.code !== 'string')
        return false;
    return codes.length === 0 || codes.includes(body.code);
}
