//! Authorities and the certificates that they sign.

use std::fs;
use std::process::Command;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

/// A server's certificate and key, both PEM.
pub(crate) struct Pair {
    pub(crate) certificate: String,
    pub(crate) key: String,
}

/// Signs certificates.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: String,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Authority {
        let key = KeyPair::generate().unwrap();
        let params = may_sign(name, Vec::new());
        let certificate = params.self_signed(&key).unwrap().pem();
        Authority {
            issuer: Issuer::new(params, key),
            certificate,
        }
    }

    /// Its own certificate.
    pub(crate) fn pem(&self) -> String {
        self.certificate.clone()
    }

    /// A certificate for a server of this name alone.
    pub(crate) fn certify(&self, host: &str) -> Pair {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Pair {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        }
    }

    /// What `openssl req -x509` makes: a server's certificate that signs itself.
    pub(crate) fn signing_itself(host: &str) -> Pair {
        let key = KeyPair::generate().unwrap();
        let certificate = may_sign(host, vec![host.to_owned()])
            .self_signed(&key)
            .unwrap();
        Pair {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        }
    }
}

fn may_sign(name: &str, hosts: Vec<String>) -> CertificateParams {
    let mut params = CertificateParams::new(hosts).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// A root and the server's certificate (version 1, named by its common name), made with the
/// commands of PostgreSQL's manual; none without the program openssl.
pub(crate) fn of_the_manual(folder: &str, host: &str) -> Option<(String, Pair)> {
    let run = |command: &str| {
        let mut openssl = Command::new("openssl");
        let made = openssl
            .args(command.split_whitespace())
            .current_dir(folder)
            .output()
            .ok()?;
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        Some(())
    };
    run("req -new -x509 -days 2 -nodes -out root.crt -keyout root.key -subj /CN=root")?;
    run(&format!(
        "req -new -nodes -out made.csr -keyout made.key -subj /CN={host}"
    ))?;
    run("x509 -req -in made.csr -days 1 -CA root.crt -CAkey root.key -set_serial 7 -out made.crt")?;
    let read = |name: &str| fs::read_to_string(format!("{folder}/{name}")).unwrap();
    Some((
        read("root.crt"),
        Pair {
            certificate: read("made.crt"),
            key: read("made.key"),
        },
    ))
}
