//! TLS to the database: whose certificate is believed.
//!
//! The handshake's signature is always checked, even where anybody's certificate will do, so that
//! at least the one who showed it is the one who is talked to.

mod simple_certificates;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{
    CryptoProvider, WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use tokio_postgres_rustls::MakeRustlsConnect;

use self::simple_certificates::SimpleCertificate;

/// Whose certificate is believed.
#[derive(Clone, Debug)]
pub enum Trust {
    /// Anybody's: protects against listeners only.
    Anyone,
    /// One that these roots signed, whatever its name.
    SignedBy(Roots),
    /// One that these roots signed for the host that was asked for.
    SignedByAndNamed(Roots),
}

/// Certificates that are believed by themselves, and may sign others.
#[derive(Clone, Debug)]
pub struct Roots {
    anchors: RootCertStore,
    certificates: Vec<CertificateDer<'static>>,
}

/// The roots in a PEM file, of which there is at least one.
///
/// # Errors
/// The file cannot be read, has no certificate, or one that is broken.
pub fn roots_in(file: &Path) -> Result<Roots> {
    let pem = std::fs::read(file).context("cannot be read")?;
    let certificates = CertificateDer::pem_slice_iter(&pem)
        .collect::<Result<Vec<_>, _>>()
        .context("is not a PEM file")?;
    ensure!(!certificates.is_empty(), "has no certificate in PEM form");
    let mut anchors = RootCertStore::empty();
    for certificate in &certificates {
        anchors
            .add(certificate.clone())
            .context("has a certificate that cannot be read")?;
    }
    Ok(Roots {
        anchors,
        certificates,
    })
}

/// The roots that this machine trusts.
///
/// # Errors
/// It has none.
pub fn roots_of_the_platform() -> Result<Roots> {
    let found = rustls_native_certs::load_native_certs();
    let mut anchors = RootCertStore::empty();
    let (added, _unreadable) = anchors.add_parsable_certificates(found.certs);
    ensure!(
        added > 0,
        "this machine has no root certificates to verify the database with: install \
         ca-certificates, or name a file with sslrootcert"
    );
    Ok(Roots {
        anchors,
        certificates: Vec::new(),
    })
}

/// What makes connections in which only `trust` is believed.
///
/// # Errors
/// The TLS library refuses its own defaults.
pub fn connector(trust: &Trust) -> Result<MakeRustlsConnect> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier {
        trust: trust.clone(),
        provider: Arc::clone(&provider),
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

#[derive(Debug)]
struct Verifier {
    trust: Trust,
    provider: Arc<CryptoProvider>,
}

impl Verifier {
    fn algorithms(&self) -> &WebPkiSupportedAlgorithms {
        &self.provider.signature_verification_algorithms
    }

    /// A server whose certificate signs itself and is in the file needs no other signature: that
    /// is how a server without an authority is set up, though webpki refuses to see it as one.
    fn verify_signer(
        &self,
        shown: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        roots: &Roots,
        now: UnixTime,
    ) -> Result<(), Error> {
        if roots.certificates.iter().any(|root| root == shown) {
            return Ok(());
        }
        if let Some(simple) = SimpleCertificate::of_version_1(shown) {
            return simple.verify_signed_by(&roots.certificates, now, self.algorithms());
        }
        let shown = ParsedCertificate::try_from(shown)?;
        let algorithms = self.algorithms().all;
        verify_server_cert_signed_by_trust_anchor(&shown, &roots.anchors, others, now, algorithms)
    }
}

/// Alternative names count; the common name does where there are none, as in libpq.
fn verify_name(shown: &CertificateDer<'_>, host: &ServerName<'_>) -> Result<(), Error> {
    if SimpleCertificate::read(shown).is_ok_and(|read| read.is_commonly_named(&host.to_str())) {
        return Ok(());
    }
    match SimpleCertificate::of_version_1(shown) {
        Some(_) => Err(CertificateError::NotValidForName.into()),
        None => verify_server_name(&ParsedCertificate::try_from(shown)?, host),
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match &self.trust {
            Trust::Anyone => {}
            Trust::SignedBy(roots) => self.verify_signer(shown, others, roots, now)?,
            Trust::SignedByAndNamed(roots) => {
                self.verify_signer(shown, others, roots, now)?;
                verify_name(shown, host)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match SimpleCertificate::of_version_1(shown) {
            Some(simple) => simple.verify_handshake(message, signature, self.algorithms()),
            None => verify_tls12_signature(message, shown, signature, self.algorithms()),
        }
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match SimpleCertificate::of_version_1(shown) {
            Some(simple) => simple.verify_handshake(message, signature, self.algorithms()),
            None => verify_tls13_signature(message, shown, signature, self.algorithms()),
        }
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms().supported_schemes()
    }
}
