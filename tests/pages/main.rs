//! The pages as a browser without JavaScript meets them: sign-up, a company's own, those of staff;
//! and what keeps them to those whom they are for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod colleague;

mod bank_files;
mod elsewhere;
mod entrance;
mod forgery;
mod guarding;
mod limits;
mod own_pages;
mod password_links;
mod second_factor;
mod settings;
mod staff_login;
mod staff_roles;
mod webhooks;
mod welcome;
mod words;
