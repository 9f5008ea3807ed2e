/** Refusals by their code. */
import { ApiError, type Problem } from './client.js';

/** An answer that is a problem (RFC 9457), with its fields under `body`. */
export type ProblemError<C extends Problem['code'] = Problem['code']> = ApiError & {
  readonly body: Problem & { code: C };
};

/** Whether something caught is a refusal by Remit, with one of these codes if any are named. */
export function isProblem<C extends Problem['code'] = Problem['code']>(
  error: unknown,
  ...codes: C[]
): error is ProblemError<C> {
  if (!(error instanceof ApiError)) return false;
  const body = error.body as Partial<Problem> | undefined;
  if (typeof body?.code !== 'string') return false;
  return codes.length === 0 || (codes as string[]).includes(body.code);
}
