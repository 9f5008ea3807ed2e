//! Database URLs are read as libpq reads them.

use tokio_postgres::config::{Host, SslMode};

use super::*;

fn config(text: &str) -> Config {
    DatabaseUrl::parse(text).unwrap().config()
}

fn error(text: &str) -> String {
    format!("{:#}", DatabaseUrl::parse(text).unwrap_err())
}

#[test]
fn both_forms_say_the_same() {
    let url = config(
        "postgresql://dba:p%40ss%3F%20word@db.test:6000/pay?application_name=a%40b&sslmode=require",
    );
    let pairs = config(
        "user=dba password='p@ss? word' host = db.test port=6000 dbname=pay \
         application_name=a@b sslmode=require",
    );
    assert_eq!(url, pairs);
    assert_eq!(url.get_user(), Some("dba"));
    assert_eq!(url.get_password(), Some(&b"p@ss? word"[..]));
    assert_eq!(url.get_dbname(), Some("pay"));
    assert_eq!(url.get_application_name(), Some("a@b"));
    assert_eq!(url.get_hosts(), [Host::Tcp("db.test".into())]);
    assert_eq!(url.get_ports(), [6000]);
    assert_eq!(url.get_ssl_mode(), SslMode::Require);
}

#[test]
fn every_mode_of_libpq_is_known_in_both_forms() {
    let modes = [
        ("disable", SslMode::Disable),
        ("allow", SslMode::Prefer),
        ("prefer", SslMode::Prefer),
        ("require", SslMode::Require),
        ("verify-ca", SslMode::Require),
        ("verify-full", SslMode::Require),
    ];
    for (name, mode) in modes {
        assert_eq!(
            config(&format!("postgres://db.test/?sslmode={name}")).get_ssl_mode(),
            mode
        );
        assert_eq!(
            config(&format!("host=db.test sslmode='{name}'")).get_ssl_mode(),
            mode
        );
    }
    assert_eq!(config("postgres://db.test").get_ssl_mode(), SslMode::Prefer);
    assert!(error("postgres://db.test?sslmode=verify").contains("none of disable, allow"));
}

#[test]
fn roots_decide_the_mode_as_in_libpq() {
    assert_eq!(Mode::read(Some("require"), None).unwrap(), Mode::Require);
    assert_eq!(
        Mode::read(Some("require"), Some("/ca.pem")).unwrap(),
        Mode::VerifyCa
    );
    assert_eq!(Mode::read(None, Some("/ca.pem")).unwrap(), Mode::Prefer);
    assert_eq!(Mode::read(None, Some("system")).unwrap(), Mode::VerifyFull);
    assert!(Mode::read(Some("require"), Some("system")).is_err());
}

#[test]
fn sockets_have_no_tls_whatever_the_mode() {
    let texts = [
        "postgres://%2Frun%2Fpg/pay?sslmode=require",
        "postgres:///pay?host=/run/pg&sslmode=require",
        "host=/run/pg dbname=pay sslmode=require",
    ];
    for text in texts {
        let config = config(text);
        assert_eq!(config.get_hosts(), [Host::Unix("/run/pg".into())]);
        assert_eq!(config.get_ssl_mode(), SslMode::Disable);
    }
}

#[test]
fn several_hosts_and_numbers_are_kept() {
    let several =
        config("postgres://u:p@a.test:1,b.test,[::1]:3/pay?target_session_attrs=read-write");
    assert_eq!(several.get_hosts().len(), 3);
    assert_eq!(several.get_ports(), [1, 5432, 3]);
    let numeric = config("hostaddr=127.0.0.1 user=u");
    assert_eq!(numeric.get_hosts(), [Host::Tcp("127.0.0.1".into())]);
}

#[test]
fn another_login_keeps_the_server_and_drops_the_rest_of_the_first() {
    let url = "postgres://dba:first-secret@db.test:6000/pay?options=-c%20role%3Dx&sslmode=require";
    let other = DatabaseUrl::parse(url)
        .unwrap()
        .with_login("remit_auth", "second secret");
    let config = other.config();
    assert_eq!(config.get_user(), Some("remit_auth"));
    assert_eq!(config.get_password(), Some(&b"second secret"[..]));
    assert_eq!(config.get_options(), Some(""));
    assert_eq!(
        (config.get_dbname(), config.get_ports()),
        (Some("pay"), &[6000][..])
    );
    assert_eq!(config.get_ssl_mode(), SslMode::Require);
    assert!(!format!("{other:?}").contains("secret"), "{other:?}");
}

#[test]
fn mistakes_are_named_without_the_password() {
    let mistakes = [
        ("", "names no host"),
        ("postgres:///pay", "names no host"),
        ("postgres://u:s3cret@db.test:port/pay", "`port`"),
        (
            "postgres://u:s3cret@db.test/pay?connect_timeout=s3cret",
            "`connect_timeout`",
        ),
        ("postgres://u:a?s3cret=1@db.test/pay", "not known"),
        ("postgres://u:a?s3cret@db.test/pay", "%3F"),
        ("postgres://u:p@db.test/pay?s3cret=1", "not known"),
        (
            "postgres://u:p@db.test/pay?options=%zzs3cret",
            "two hex digits",
        ),
        ("mysql://u:s3cret@db.test/pay", "neither postgres://"),
        ("host=db.test password=a s3cret", "neither postgres://"),
        ("host=db.test password='s3cret", "quote that does not end"),
        ("host=db.test sslmode=s3cret", "none of disable"),
        (
            "host=db.test sslmode=verify-ca sslrootcert=/nowhere.pem",
            "/nowhere.pem: cannot be read",
        ),
    ];
    for (text, words) in mistakes {
        let error = error(text);
        assert!(error.contains(words), "{text}: {error}");
        assert!(!error.contains("s3cret"), "{text}: {error}");
    }
}
