/** A client that repeats what is safe to repeat. */
import { type ClientConfig, type OperationContext, type OperationId, type OperationPath, type OperationTag, type Ops } from './client.js';
type Operation = OperationContext<OperationId, OperationPath, OperationTag>;
export type Remit = ReturnType<typeof connect>;
/** Where Remit is, an API key or session token, and whatever else a client may be told. */
export type Connection = Omit<ClientConfig<Operation>, 'serverUrl' | 'auth'> & {
    url: string;
    key?: string | (() => string | Promise<string>);
};
/**
 * A client whose calls are repeated up to three times when a connection is cut or the server is
 * busy, waiting as long as it asks. Each call that creates carries an `Idempotency-Key` of its own,
 * so a repetition has no second effect.
 */
export declare function connect({ url, key, ...config }: Connection): import("./client.js").Client<Ops, OperationContext<"createCompany" | "getCompany" | "changeCompany" | "changePassword" | "createToken" | "deleteToken" | "listApiKeys" | "createApiKey" | "deleteApiKey" | "listPayments" | "createPayment" | "getPayment" | "deletePayment" | "changePayment" | "processPayment" | "createPaymentBatch" | "listEvents" | "getEvent" | "listPaymentEvents" | "streamEvents" | "listWebhooks" | "createWebhook" | "getWebhook" | "deleteWebhook" | "updateWebhook" | "testWebhook" | "rotateWebhookSecret" | "listDeliveries" | "retryDelivery" | "replayEvents" | "receiveBankEvent", "/v1/companies" | "/v1/company" | "/v1/company/password" | "/v1/token" | "/v1/api-keys" | "/v1/api-keys/{id}" | "/v1/payments" | "/v1/payments/{id}" | "/v1/payments/{id}/process" | "/v1/payments/batch" | "/v1/events" | "/v1/events/{id}" | "/v1/payments/{id}/events" | "/v1/events/stream" | "/v1/webhooks" | "/v1/webhooks/{id}" | "/v1/webhooks/{id}/test" | "/v1/webhooks/{id}/rotate-secret" | "/v1/webhooks/{id}/deliveries" | "/v1/webhooks/{id}/deliveries/{delivery_id}/retry" | "/v1/webhooks/{id}/replay" | "/v1/bank/events", "Events" | "Companies" | "Tokens" | "API keys" | "Payments" | "Webhooks" | "Bank">>;
export {};
