//! Texts that would like to be markup stay texts, in every field and wherever they are shown.

use reqwest::StatusCode;

use crate::browser::{Browser, input};
use crate::support::app::App;

/// What breaks out of text, of attributes, of scripts; what looks like a template.
const CORPUS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title><svg/onload=alert(1)>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;script&gt;",
    "`${alert(1)}`",
    "\u{202e}txt.exe<b>",
];

/// The page shows none of the corpus as markup.
fn is_inert(path: &str, html: &str) {
    for markup in [
        "<script>alert",
        "<img src=x",
        "<svg/onload",
        "onmouseover='alert",
        "<!--<img",
        "\"><img src=x",
        "<b>",
        "49{",
    ] {
        assert!(!html.contains(markup), "{path} shows {markup}");
    }
}

#[tokio::test]
async fn no_text_of_a_company_becomes_markup_anywhere() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    for text in CORPUS {
        let fields = [("name", *text)];
        browser
            .submit("/app/company", "/app/company", &fields)
            .await;
        let add = "/app/api_key/add/";
        browser.submit(add, add, &fields).await;
        let reference: String = text.chars().filter(char::is_ascii).take(18).collect();
        let fields = [
            ("direction", "debit"),
            ("amount", "1"),
            ("account_name", *text),
            ("bsb", "062000"),
            ("account_number", "000123456"),
            ("reference", reference.as_str()),
            ("description", *text),
        ];
        let path = "/app/payment/add/";
        let made = browser.submit(path, path, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{text}");
        let payment = made.location().to_owned();
        let edit = format!("{payment}edit/");
        let version = input(&browser.read(&edit).await, "version");
        let again = [
            ("version", version.as_str()),
            ("amount", "2"),
            ("account_name", "x"),
            ("bsb", "062000"),
            ("account_number", "000123456"),
        ];
        browser.submit(&edit, &edit, &again).await;
        let paths = [
            "/app",
            "/app/payment/",
            "/app/api_key/",
            "/app/event/",
            "/app/records",
            "/app/change/",
            "/app/company",
            &payment,
            &edit,
        ];
        for path in paths {
            is_inert(path, &browser.read(path).await);
        }
        is_inert("delete", &browser.read(&format!("{payment}delete/")).await);
    }
}

#[tokio::test]
async fn what_is_typed_comes_back_as_text_when_it_is_refused() {
    let app = App::spawn().await;
    let mut browser = Browser::signed_up(&app).await;
    for text in CORPUS {
        let fields: Vec<_> = [
            "name",
            "email",
            "bsb",
            "account_number",
            "amount",
            "account_name",
            "reference",
            "description",
            "direction",
            "next",
            "once",
            "version",
        ]
        .into_iter()
        .map(|name| (name, *text))
        .collect();
        for path in [
            "/signup",
            "/login",
            "/app/payment/add/",
            "/app/company/account",
        ] {
            let from = match path {
                "/signup" => path,
                "/app/company/account" => "/app/company",
                "/login" => "/signup",
                _ => path,
            };
            if path == "/login" {
                browser.cookies.remove("remit_session");
            }
            let page = browser.submit(from, path, &fields).await;
            is_inert(path, &page.html);
            if path == "/login" {
                browser = Browser::signed_up(&app).await;
            }
        }
        let query: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        for path in [
            "/app/payment/?reference=",
            "/app/payment/?status=",
            "/app/nowhere/",
            "/app/payment/?_after=",
            "/app/payment/?q=",
            "/app/event/?",
        ] {
            let page = browser.get(&format!("{path}{query}")).await;
            is_inert(path, &page.html);
        }
    }
}
