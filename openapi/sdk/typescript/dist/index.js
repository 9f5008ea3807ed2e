/** Client of Remit: every operation, typed problems, verified webhooks, followed events. */
export * from './client.js';
export { connect } from './connect.js';
export { follow } from './follow.js';
export { isProblem } from './problem.js';
export { verifyWebhook, WebhookError } from './webhook.js';
