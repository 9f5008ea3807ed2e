/** Client of Remit: every operation, typed problems, verified webhooks, followed events. */
export * from './client.js';
export { connect, type Connection, type Remit } from './connect.js';
export { follow, type FollowOptions } from './follow.js';
export { isProblem, type ProblemError } from './problem.js';
export { verifyWebhook, WebhookError, type VerifyOptions } from './webhook.js';
