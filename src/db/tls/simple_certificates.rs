//! Certificates as PostgreSQL's manual makes them, which webpki does not take: of version 1,
//! without any extension, and with the host only as their common name.

use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error};
use x509_cert::certificate::{Certificate, TbsCertificate, Version};
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::{Any, Decode, Encode};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::WebPkiSupportedAlgorithms;

/// A certificate without extensions that may have a say: version 1, or without alternative names.
pub(super) struct SimpleCertificate(Certificate);

impl SimpleCertificate {
    pub(super) fn read(der: &CertificateDer<'_>) -> Result<SimpleCertificate, Error> {
        let read = Certificate::from_der(der);
        read.map(SimpleCertificate)
            .map_err(|_| CertificateError::BadEncoding.into())
    }

    /// Only those of version 1, which webpki refuses whole.
    pub(super) fn of_version_1(der: &CertificateDer<'_>) -> Option<SimpleCertificate> {
        Self::read(der)
            .ok()
            .filter(|certificate| certificate.body().version == Version::V1)
    }

    fn body(&self) -> &TbsCertificate {
        &self.0.tbs_certificate
    }

    /// Whether its common name is the host, in any case; false if it has alternative names, which
    /// then are the ones that count.
    pub(super) fn is_commonly_named(&self, host: &str) -> bool {
        let mut extensions = self.body().extensions.iter().flatten();
        let mut names = self
            .body()
            .subject
            .0
            .iter()
            .flat_map(|names| names.0.iter());
        !extensions.any(|extension| extension.extn_id == ALTERNATIVE_NAMES)
            && names.any(|name| {
                name.oid == COMMON_NAME && name.value.value().eq_ignore_ascii_case(host.as_bytes())
            })
    }

    /// Whether one of the roots signed it and it is valid now.
    pub(super) fn verify_signed_by(
        &self,
        roots: &[CertificateDer<'_>],
        now: UnixTime,
        algorithms: &WebPkiSupportedAlgorithms,
    ) -> Result<(), Error> {
        let validity = &self.body().validity;
        if now.as_secs() < validity.not_before.to_unix_duration().as_secs() {
            return Err(CertificateError::NotValidYet.into());
        }
        if now.as_secs() > validity.not_after.to_unix_duration().as_secs() {
            return Err(CertificateError::Expired.into());
        }
        let mut issuers = roots.iter().filter_map(|root| Self::read(root).ok());
        let is_signed = issuers.any(|issuer| issuer.has_signed(self, algorithms) == Some(true));
        is_signed
            .then_some(())
            .ok_or_else(|| CertificateError::UnknownIssuer.into())
    }

    /// None if the one or the other cannot be understood.
    fn has_signed(&self, other: &Self, algorithms: &WebPkiSupportedAlgorithms) -> Option<bool> {
        let key = &self.body().subject_public_key_info;
        let key_kind = identifier(&key.algorithm)?;
        let signature_kind = identifier(&other.0.signature_algorithm)?;
        let algorithm = algorithms.all.iter().find(|algorithm| {
            algorithm.public_key_alg_id().as_ref() == key_kind
                && algorithm.signature_alg_id().as_ref() == signature_kind
        })?;
        let body = other.body().to_der().ok()?;
        let key = key.subject_public_key.as_bytes()?;
        let signed = algorithm.verify_signature(key, &body, other.0.signature.as_bytes()?);
        Some(signed.is_ok() && self.body().subject == other.body().issuer)
    }

    /// Whether the handshake was signed with its key.
    pub(super) fn verify_handshake(
        &self,
        message: &[u8],
        signature: &DigitallySignedStruct,
        algorithms: &WebPkiSupportedAlgorithms,
    ) -> Result<HandshakeSignatureValid, Error> {
        let key = &self.body().subject_public_key_info;
        let kind = identifier(&key.algorithm).ok_or(CertificateError::BadEncoding)?;
        let bits = key
            .subject_public_key
            .as_bytes()
            .ok_or(CertificateError::BadEncoding)?;
        let of_scheme = algorithms
            .mapping
            .iter()
            .filter(|(scheme, _)| *scheme == signature.scheme);
        let mut usable = of_scheme
            .flat_map(|(_, algorithms)| algorithms.iter())
            .filter(|algorithm| algorithm.public_key_alg_id().as_ref() == kind);
        usable
            .any(|algorithm| {
                algorithm
                    .verify_signature(bits, message, signature.signature())
                    .is_ok()
            })
            .then(HandshakeSignatureValid::assertion)
            .ok_or_else(|| CertificateError::BadSignature.into())
    }
}

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const ALTERNATIVE_NAMES: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.17");

/// As webpki has it: what stands within the sequence.
fn identifier(algorithm: &AlgorithmIdentifierOwned) -> Option<Vec<u8>> {
    let sequence = Any::from_der(&algorithm.to_der().ok()?).ok()?;
    Some(sequence.value().to_vec())
}
