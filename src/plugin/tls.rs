//! Mutual TLS as go-plugin wants it: each side trusts one certificate, that of the other.
//!
//! Terraform's certificate is a certificate authority, which the usual verification refuses as a client, and its key is
//! on the curve P-521. So the certificate is compared as a whole, and the signature that proves the key is verified by
//! `aws-lc-rs`, which knows that curve.

use std::sync::Arc;

use anyhow::Context;
use rcgen::{CertificateParams, CertifiedKey, DistinguishedName, DnType, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::client::danger::HandshakeSignatureValid;
use tokio_rustls::rustls::crypto::{
    CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature,
};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, UnixTime};
use tokio_rustls::rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use tokio_rustls::rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName as Subject, Error, ServerConfig,
    SignatureScheme,
};

/// The server's side of mutual TLS.
pub(super) struct Tls {
    /// Accepts connections of the one client.
    pub(super) acceptor: TlsAcceptor,
    /// The server's certificate, in DER, for the handshake line.
    pub(super) certificate: Vec<u8>,
}

impl Tls {
    /// Makes a certificate for the server and trusts `client`, a certificate in PEM.
    ///
    /// # Errors
    ///
    /// Fails if `client` is no certificate, or if no certificate can be made.
    pub(super) fn new(client: &str) -> anyhow::Result<Self> {
        let client = CertificateDer::from_pem_slice(client.as_bytes())
            .context("PLUGIN_CLIENT_CERT is no certificate")?;
        let CertifiedKey { cert, key_pair } = server_certificate().context("failed to make a certificate")?;
        // Never the default of the process: another library could have installed one that lacks the client's curve.
        let provider = Arc::new(aws_lc_rs::default_provider());
        let verifier = Arc::new(PinnedClient { certificate: client, provider: Arc::clone(&provider) });
        let key = PrivatePkcs8KeyDer::from(key_pair.serialize_der());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_client_cert_verifier(verifier)
            .with_single_cert(vec![cert.der().clone()], key.into())?;
        config.alpn_protocols = vec![b"h2".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), certificate: cert.der().to_vec() })
    }
}

/// Terraform looks for the name `localhost`.
fn server_certificate() -> Result<CertifiedKey, rcgen::Error> {
    let key_pair = KeyPair::generate()?;
    let mut params = CertificateParams::new(["localhost".to_owned()])?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "localhost");
    Ok(CertifiedKey { cert: params.self_signed(&key_pair)?, key_pair })
}

/// Accepts one certificate, by all of its bytes.
#[derive(Debug)]
struct PinnedClient {
    certificate: CertificateDer<'static>,
    provider: Arc<CryptoProvider>,
}

impl ClientCertVerifier for PinnedClient {
    fn client_auth_mandatory(&self) -> bool {
        true
    }

    fn root_hint_subjects(&self) -> &[Subject] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        if *end_entity == self.certificate {
            Ok(ClientCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
