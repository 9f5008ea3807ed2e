//! TLS: only a certificate that is believed, in its time, for the host that was asked for.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use remit::outbound::{Allowed, Answer, Failure, Outbound, Reason};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion, crypto::ring};
use tokio::io::AsyncWriteExt;
use tokio_rustls::TlsAcceptor;

use crate::receiver::{Names, PATIENCE, Receiver, post, read_request};

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// Signs certificates.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    roots: RootCertStore,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(certificate.der().clone()).unwrap();
        Self {
            issuer: Issuer::new(params, key),
            roots,
            pem: certificate.pem(),
        }
    }

    /// A server's settings with a certificate for this host, good until then.
    fn certify(
        &self,
        host: &str,
        until: i32,
        versions: &[&'static SupportedProtocolVersion],
    ) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(versions)
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap()
    }

    fn good(&self) -> ServerConfig {
        self.certify("acme.example", 4000, rustls::ALL_VERSIONS)
    }

    async fn post(&self, receiver: &Receiver) -> Result<Answer, Failure> {
        post(&self.client(PATIENCE), &https(receiver)).await
    }

    fn client(&self, patience: Duration) -> Outbound {
        let names = Names::default().with("acme.example", "127.0.0.1");
        let names = Arc::new(names);
        Outbound::with(Allowed::loopback(), patience, names, self.roots.clone()).unwrap()
    }
}

fn https(receiver: &Receiver) -> String {
    format!("https://acme.example:{}/hook", receiver.address.port())
}

/// Answers each request with these bytes below TLS; then hangs up, if told so, without a word.
async fn encrypted(config: ServerConfig, answer: &'static str, then: Then) -> Receiver {
    let acceptor = TlsAcceptor::from(Arc::new(config));
    Receiver::with(move |connection, requests| {
        let acceptor = acceptor.clone();
        async move {
            let Ok(mut connection) = acceptor.accept(connection).await else {
                return;
            };
            while let Some(request) = read_request(&mut connection).await {
                requests.lock().unwrap().push(request);
                connection.write_all(answer.as_bytes()).await.unwrap();
                connection.flush().await.unwrap();
                if let Then::HangUp = then {
                    return;
                }
            }
        }
    })
    .await
}

/// What a server does after its answer.
#[derive(Clone, Copy)]
enum Then {
    Stay,
    HangUp,
}

#[tokio::test]
async fn a_certificate_that_is_believed_is_answered_on_one_connection() {
    let authority = Authority::new();
    for versions in [&[&rustls::version::TLS12], &[&rustls::version::TLS13]] {
        let config = authority.certify("acme.example", 4000, versions);
        let receiver = encrypted(config, OK, Then::Stay).await;
        let client = authority.client(PATIENCE);
        for _ in 0..5 {
            let answer = post(&client, &https(&receiver)).await.unwrap();
            assert_eq!((answer.status, answer.excerpt.as_str()), (200, "ok"));
        }
        assert_eq!(receiver.connections(), 1);
        assert_eq!(receiver.requests().len(), 5);
    }
}

#[tokio::test]
async fn a_certificate_that_is_not_believed_is_told_nothing() {
    let (ours, other) = (Authority::new(), Authority::new());
    for (what, config) in [
        ("of an unknown authority", other.good()),
        (
            "of another host",
            ours.certify("other.example", 4000, rustls::ALL_VERSIONS),
        ),
        (
            "of an address",
            ours.certify("127.0.0.1", 4000, rustls::ALL_VERSIONS),
        ),
        (
            "that has expired",
            ours.certify("acme.example", 2001, rustls::ALL_VERSIONS),
        ),
    ] {
        let receiver = encrypted(config, OK, Then::Stay).await;
        let failure = ours.post(&receiver).await.unwrap_err();
        assert_eq!(failure.error, Reason::TlsFailed, "{what}");
        assert_eq!(receiver.requests().len(), 0, "{what}");
    }
}

#[tokio::test]
async fn an_address_is_certified_as_an_address() {
    let authority = Authority::new();
    let config = authority.certify("127.0.0.1", 4000, rustls::ALL_VERSIONS);
    let receiver = encrypted(config, OK, Then::Stay).await;
    let to = format!("https://{}/", receiver.address);
    let answer = post(&authority.client(PATIENCE), &to).await.unwrap();
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_server_without_tls_is_tls_failed() {
    let authority = Authority::new();
    let plain = "HTTP/1.1 400 This is no TLS\r\ncontent-length: 0\r\n\r\n";
    let receiver = Receiver::with(move |mut connection, _| async move {
        let _sent = connection.write_all(plain.as_bytes()).await;
    })
    .await;
    let failure = authority.post(&receiver).await.unwrap_err();
    assert_eq!(failure.error.label(), "tls_failed");
}

#[tokio::test]
async fn a_server_that_wants_to_know_the_client_is_tls_failed() {
    let authority = Authority::new();
    let provider = Arc::new(ring::default_provider());
    let roots = Arc::new(authority.roots.clone());
    let verifier = WebPkiClientVerifier::builder_with_provider(roots, Arc::clone(&provider));
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["acme.example".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority.issuer).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier.build().unwrap())
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let receiver = encrypted(config, OK, Then::Stay).await;
    let failure = authority.post(&receiver).await.unwrap_err();
    assert_eq!(failure.error, Reason::TlsFailed);
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_timed_out() {
    let authority = Authority::new();
    let receiver = Receiver::with(|mut connection, _| async move {
        read_request(&mut connection).await;
    })
    .await;
    let client = authority.client(Duration::from_millis(300));
    let failure = post(&client, &https(&receiver)).await.unwrap_err();
    assert_eq!(failure.error, Reason::TimedOut);
}

#[tokio::test]
async fn a_server_that_hangs_up_without_a_word_has_answered_unless_it_said_how_much() {
    let authority = Authority::new();
    let until_the_end = "HTTP/1.0 200 OK\r\n\r\nok";
    let receiver = encrypted(authority.good(), until_the_end, Then::HangUp).await;
    assert_eq!(authority.post(&receiver).await.unwrap().excerpt, "ok");
    let longer = "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok";
    let receiver = encrypted(authority.good(), longer, Then::HangUp).await;
    let failure = authority.post(&receiver).await.unwrap_err();
    assert_eq!(failure.error, Reason::BadResponse);
}

#[tokio::test]
async fn the_platforms_roots_are_believed() {
    const ME: &str = "tls::the_platforms_roots_are_believed";
    if let Ok(to) = std::env::var("REMIT_TEST_RECEIVER") {
        let client = Outbound::new(Allowed::loopback(), PATIENCE).unwrap();
        let found = post(&client, &to).await.map_err(|failure| failure.error);
        let expected = std::env::var("REMIT_TEST_EXPECTED").unwrap();
        assert_eq!(format!("{:?}", found.map(|answer| answer.status)), expected);
        return;
    }
    let (ours, other) = (Authority::new(), Authority::new());
    let config = ours.certify("localhost", 4000, rustls::ALL_VERSIONS);
    let receiver = encrypted(config, OK, Then::Stay).await;
    for (authority, expected) in [(&ours, "Ok(200)"), (&other, "Err(TlsFailed)")] {
        let file = std::env::temp_dir().join(format!("remit-roots-{}.pem", std::process::id()));
        std::fs::write(&file, &authority.pem).unwrap();
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.args([ME, "--exact"]).env("SSL_CERT_FILE", &file);
        let to = format!("https://localhost:{}/", receiver.address.port());
        again
            .env("REMIT_TEST_RECEIVER", to)
            .env("REMIT_TEST_EXPECTED", expected);
        let output = tokio::task::spawn_blocking(move || again.output()).await;
        std::fs::remove_file(&file).unwrap();
        let output = output.unwrap().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
}
