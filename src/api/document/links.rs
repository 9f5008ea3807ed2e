//! What can be done next with what an answer shows: OpenAPI's links, for those who generate tests
//! and tools.

use serde_json::{Map, Value, json};

/// A place in the answer or the request, and the parameter of the next operation that it fills.
type Filled = (&'static str, &'static str);

/// An operation that may follow, and what fills its parameters.
type Next = (&'static str, &'static [Filled]);

const ID: &[Filled] = &[("id", "$response.body#/id")];
const SAME_ID: &[Filled] = &[("id", "$request.path.id")];
const FIRST: &[Filled] = &[("id", "$response.body#/data/0/id")];
const NEXT_PAGE: &[Filled] = &[("after", "$response.body#/next_cursor")];
const UNCHANGED: &[Filled] = &[
    ("id", "$response.body#/id"),
    ("If-Match", "$response.header.ETag"),
];

const OF_A_PAYMENT: &[Next] = &[
    ("getPayment", ID),
    ("changePayment", ID),
    ("processPayment", ID),
    ("deletePayment", ID),
    ("listPaymentEvents", ID),
    ("listEvents", &[("payment_id", "$response.body#/id")]),
];

const OF_A_WEBHOOK: &[Next] = &[
    ("getWebhook", ID),
    ("updateWebhook", ID),
    ("testWebhook", ID),
    ("rotateWebhookSecret", ID),
    ("replayEvents", ID),
    ("listDeliveries", ID),
    ("deleteWebhook", ID),
];

/// The operations that may follow a success.
fn after(operation: &str) -> &'static [Next] {
    match operation {
        "createPayment" => OF_A_PAYMENT,
        "getPayment" => &[
            ("changePayment", UNCHANGED),
            ("processPayment", ID),
            ("deletePayment", ID),
        ],
        "changePayment" => &[("getPayment", ID), ("processPayment", ID)],
        "processPayment" => &[("getPayment", ID), ("listPaymentEvents", ID)],
        "listPayments" => &[("getPayment", FIRST), ("listPayments", NEXT_PAGE)],
        "deletePayment" => &[("getPayment", SAME_ID)],
        "listEvents" => &[("getEvent", FIRST), ("listEvents", NEXT_PAGE)],
        "createWebhook" => OF_A_WEBHOOK,
        "getWebhook" => &[("updateWebhook", UNCHANGED), ("deleteWebhook", ID)],
        "updateWebhook" => &[("getWebhook", ID)],
        "deleteWebhook" => &[("getWebhook", SAME_ID)],
        "testWebhook" => &[
            ("getEvent", &[("id", "$response.body#/event_id")]),
            ("listDeliveries", SAME_ID),
        ],
        "listDeliveries" => &[(
            "retryDelivery",
            &[
                ("id", "$request.path.id"),
                ("delivery_id", "$response.body#/data/0/id"),
            ],
        )],
        "createApiKey" => &[("deleteApiKey", ID)],
        "listApiKeys" => &[("deleteApiKey", FIRST)],
        _ => &[],
    }
}

/// The links of an operation's success, by the names of the operations that they lead to.
pub(super) fn of(operation: &str) -> Map<String, Value> {
    let link = |(id, filled): &Next| {
        let filled = filled.iter();
        let parameters: Map<_, _> = filled
            .map(|(to, from)| (to.to_string(), json!(from)))
            .collect();
        let link = json!({ "operationId": id, "parameters": parameters });
        ((*id).to_owned(), link)
    };
    after(operation).iter().map(link).collect()
}
