//! What the database promises by itself, whoever asks it: policies and rules in plain SQL with the
//! output they must have, audits of the catalog, the cost of a page, the DBA's guide.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly, their helpers too"
)]

#[path = "../support/mod.rs"]
mod support;

mod catalog;
mod delivery_pages;
mod guide;
mod pages;
mod psql;
mod queue_plans;
mod rebuild;
mod sessions;

use psql::compare;

#[tokio::test]
async fn a_company_sees_and_changes_only_its_own_rows() {
    compare("tenancy").await;
}

#[tokio::test]
async fn each_login_and_staff_role_reads_and_writes_what_is_its_business() {
    compare("privileges").await;
}

#[tokio::test]
async fn a_dba_sees_and_edits_all_rows_under_the_rules() {
    compare("dba").await;
}

#[tokio::test]
async fn fields_are_normalised_and_refused_by_named_rules_in_psql_too() {
    compare("fields").await;
}

#[tokio::test]
async fn a_payment_keeps_what_was_settled_whoever_writes() {
    compare("payments").await;
}

#[tokio::test]
async fn a_payment_moves_as_the_contract_says_by_whomever() {
    compare("moves").await;
}

#[tokio::test]
async fn a_company_reaches_its_own_webhooks_and_nobody_reads_a_secret() {
    compare("webhooks").await;
}
