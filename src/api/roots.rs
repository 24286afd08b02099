//! Whom the client trusts: the root certificates of the system, or those that the environment names.
//!
//! `SSL_CERT_FILE` and `SSL_CERT_DIR` replace the system's certificates, as for OpenSSL. macOS and Windows verify
//! certificates themselves and know neither of the two.
//!
//! The TLS library says of none that it could load nothing. So they are read here, and what can't be used is named.

use std::fs;
use std::path::{Path, PathBuf};

use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

use super::settings::SetupError;
use crate::environment::Environment;

const FILE: &str = "SSL_CERT_FILE";
const FOLDERS: &str = "SSL_CERT_DIR";

type Certificates = Vec<CertificateDer<'static>>;

/// Where root certificates are; the system's, if nothing is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roots {
    file: Option<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Roots {
    /// Reads from the environment where the certificates are.
    #[must_use]
    pub fn from_environment(env: &Environment<'_>) -> Self {
        let folders = env.get(FOLDERS).map(|folders| std::env::split_paths(&folders).collect());
        let is_named = |folder: &PathBuf| !folder.as_os_str().is_empty();
        let folders: Vec<PathBuf> = folders.unwrap_or_default();
        Self {
            file: env.get(FILE).map(PathBuf::from),
            folders: folders.into_iter().filter(is_named).collect(),
        }
    }

    /// Reads the certificates; none if the operating system is to verify by itself.
    ///
    /// # Errors
    ///
    /// Fails if what is named can't be used, or if the system has no certificates.
    pub(super) fn load(&self) -> Result<Option<Vec<reqwest::Certificate>>, SetupError> {
        if cfg!(any(windows, target_vendor = "apple")) {
            return Ok(None);
        }
        let certificates = if self == &Self::default() {
            let found = openssl_probe::probe();
            of_the_system(found.cert_file.as_deref(), &found.cert_dir)?
        } else {
            self.named()?
        };
        let certificates = certificates.iter().map(|der| reqwest::Certificate::from_der(der));
        certificates
            .collect::<Result<_, _>>()
            .map(Some)
            .map_err(|error| SetupError::Client(error.to_string()))
    }

    /// Reads the certificates that the environment names.
    fn named(&self) -> Result<Certificates, SetupError> {
        let mut all = match &self.file {
            Some(file) => from_file(file).map_err(|why| invalid(FILE, file, &why))?,
            None => Vec::new(),
        };
        let mut unreadable = None;
        let mut is_any_readable = self.folders.is_empty();
        for folder in &self.folders {
            match fs::read_dir(folder) {
                Ok(_) => {
                    is_any_readable = true;
                    all.extend(found(None, Some(folder)));
                }
                Err(error) => {
                    tracing::warn!(?folder, %error, "A folder of SSL_CERT_DIR can't be read");
                    unreadable.get_or_insert((folder, error.to_string()));
                }
            }
        }
        match (unreadable, self.folders.first()) {
            // As for OpenSSL, one of several folders may be missing.
            (Some((folder, why)), _) if !is_any_readable => Err(invalid(FOLDERS, folder, &why)),
            (_, Some(folder)) if all.is_empty() => {
                Err(invalid(FOLDERS, folder, "it has no file with a certificate in PEM"))
            }
            _ => Ok(all),
        }
    }
}

fn invalid(variable: &'static str, path: &Path, why: &str) -> SetupError {
    // Quoted, since a path may hold anything.
    let advice = match variable {
        FILE => "Set it to a file with root certificates in PEM, or unset it: then the system's are used.",
        _ => "Set it to folders with root certificates in PEM, or unset it: then the system's are used.",
    };
    SetupError::Variable { variable, reason: format!("{path:?} can't be used: {why}. {advice}") }
}

/// Reads the certificates that the system has in this file and in these folders.
fn of_the_system(file: Option<&Path>, folders: &[PathBuf]) -> Result<Certificates, SetupError> {
    let (first, others) = (folders.first(), folders.iter().skip(1));
    let mut all = found(file, first.map(PathBuf::as_path));
    others.for_each(|folder| all.extend(found(None, Some(folder))));
    all.sort_unstable_by(|one, other| one.as_ref().cmp(other));
    all.dedup();
    if all.is_empty() { Err(SetupError::NoRoots) } else { Ok(all) }
}

/// Reads what there is; what can't be read is told in the log alone.
fn found(file: Option<&Path>, folder: Option<&Path>) -> Certificates {
    let result = rustls_native_certs::load_certs_from_paths(file, folder);
    for error in result.errors {
        tracing::warn!(%error, "A root certificate can't be read");
    }
    result.certs.into_iter().filter(|certificate| flaw(certificate).is_none()).collect()
}

/// Reads a file that has to have certificates, in PEM or one in DER.
fn from_file(file: &Path) -> Result<Certificates, String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    if bytes.trim_ascii().is_empty() {
        return Err("it is empty".to_owned());
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err("it is UTF-16. Save it as UTF-8 or ASCII".to_owned());
    }
    // Each of several files that were put together may have begun with a byte order mark.
    let text = String::from_utf8_lossy(&bytes).replace('\u{feff}', "");
    if !text.contains("-----BEGIN ") {
        let certificate = CertificateDer::from(bytes);
        return match flaw(&certificate) {
            None => Ok(vec![certificate]),
            Some(_) => Err("it has no certificate, neither in PEM nor in DER".to_owned()),
        };
    }
    from_pem(&text)
}

fn from_pem(text: &str) -> Result<Certificates, String> {
    let (mut usable, mut reasons) = (Vec::new(), Vec::new());
    for certificate in CertificateDer::pem_slice_iter(text.as_bytes()) {
        match certificate.map_err(|error| format!("its PEM is malformed ({error})")) {
            Ok(certificate) => match flaw(&certificate) {
                None => usable.push(certificate),
                Some(why) => reasons.push(format!("a certificate in it is malformed ({why})")),
            },
            Err(why) => reasons.push(why),
        }
    }
    match reasons.first() {
        _ if !usable.is_empty() => Ok(usable),
        Some(why) => Err(why.clone()),
        None if text.contains("PRIVATE KEY-----") => {
            Err("it has a private key and no certificate".to_owned())
        }
        None => Err("it has no block that begins with -----BEGIN CERTIFICATE-----".to_owned()),
    }
}

/// Says why a certificate can't be trusted, if it can't.
fn flaw(certificate: &CertificateDer<'static>) -> Option<String> {
    RootCertStore::empty().add(certificate.clone()).err().map(|error| error.to_string())
}

#[cfg(all(test, not(any(windows, target_vendor = "apple"))))]
mod tests {
    use rcgen::{CertifiedKey, generate_simple_self_signed};

    use super::*;

    fn roots(variables: &[(&str, &str)]) -> Roots {
        Roots::from_environment(&Environment::new(&|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into())
        }))
    }

    #[test]
    fn blank_variables_are_unset_and_folders_are_split() {
        let none = Roots::default();
        for blank in ["", " ", "\t\n"] {
            assert_eq!(roots(&[(FILE, blank), (FOLDERS, blank)]), none);
        }
        let file = Some(PathBuf::from("/a b.pem"));
        assert_eq!(roots(&[(FILE, "/a b.pem\n")]), Roots { file, ..none.clone() });
        let folders = vec!["/a".into(), "/b".into()];
        assert_eq!(roots(&[(FOLDERS, ":/a::/b:")]), Roots { folders, ..none.clone() });
        assert_eq!(roots(&[(FOLDERS, ":")]), none);
    }

    /// Contents of files that have no usable certificate, each with what is said of it.
    fn unusable(key: &str, der: &[u8]) -> Vec<(Vec<u8>, &'static str)> {
        let pem = |label: &str, body: &str| {
            format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n").into_bytes()
        };
        let utf_16 = "\u{feff}-----BEGIN CERTIFICATE-----".encode_utf16().flat_map(u16::to_le_bytes);
        vec![
            (vec![], "it is empty"),
            (b" \n\t\n".to_vec(), "it is empty"),
            (b"\xef\xbb\xbf".to_vec(), "no certificate, neither in PEM nor in DER"),
            (b"no certificate".to_vec(), "no certificate, neither in PEM nor in DER"),
            (der[..der.len() / 2].to_vec(), "no certificate, neither in PEM nor in DER"),
            (key.as_bytes().to_vec(), "a private key and no certificate"),
            (pem("X509 CRL", "AAAA"), "no block that begins with"),
            (pem("CERTIFICATE", "AAAA"), "a certificate in it is malformed"),
            (pem("CERTIFICATE", "!!!!"), "its PEM is malformed"),
            (b"-----BEGIN CERTIFICATE-----\nAAAA\n".to_vec(), "its PEM is malformed"),
            (utf_16.collect(), "it is UTF-16"),
        ]
    }

    #[test]
    fn a_file_that_cannot_be_used_is_named_with_its_reason() {
        let CertifiedKey { cert, key_pair } = generate_simple_self_signed(["a.example".to_owned()]).unwrap();
        let within = tempfile::tempdir().unwrap();
        let file = within.path().join("certificates");
        let refused = |file: &Path| {
            let error = roots(&[(FILE, file.to_str().unwrap())]).load().unwrap_err();
            let SetupError::Variable { variable: FILE, reason } = error else { panic!("{error}") };
            assert!(reason.starts_with(&format!("{file:?} can't be used: ")), "{reason}");
            reason
        };
        for (content, why) in unusable(&key_pair.serialize_pem(), cert.der()) {
            fs::write(&file, &content).unwrap();
            let reason = refused(&file);
            assert!(reason.contains(why), "{content:?}: {reason}");
        }
        assert!(refused(&within.path().join("missing")).contains("No such file"));
        assert!(refused(within.path()).contains("Is a directory"));
        // Root may read every file but such ones.
        assert!(refused(Path::new("/proc/self/mem")).contains("os error"));
    }

    #[test]
    fn certificates_are_read_in_every_form() {
        let CertifiedKey { cert, key_pair } = generate_simple_self_signed(["a.example".to_owned()]).unwrap();
        let (pem, key) = (cert.pem(), key_pair.serialize_pem());
        let within = tempfile::tempdir().unwrap();
        let file = within.path().join("certificates");
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for (content, count) in [
            (pem.clone().into_bytes(), 1),
            (cert.der().to_vec(), 1),
            (format!("\u{feff}{pem}").into_bytes(), 1),
            (format!("\u{feff}{pem}\u{feff}{pem}").into_bytes(), 2),
            (pem.replace('\n', "\r\n").into_bytes(), 1),
            (format!("# Büro\n{pem}").into_bytes(), 1),
            (format!("{key}{pem}").into_bytes(), 1),
            (format!("{broken}{pem}").into_bytes(), 1),
            ([b"B\xfcro\n", pem.as_bytes()].concat(), 1),
        ] {
            fs::write(&file, &content).unwrap();
            let read = roots(&[(FILE, file.to_str().unwrap())]).load().unwrap().unwrap();
            assert_eq!(read.len(), count, "{content:?}");
        }
    }

    #[test]
    fn folders_are_read_and_one_of_several_may_be_missing() {
        let CertifiedKey { cert, .. } = generate_simple_self_signed(["a.example".to_owned()]).unwrap();
        let (full, empty) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(full.path().join("a.pem"), cert.pem()).unwrap();
        fs::write(full.path().join("README"), "no certificate").unwrap();
        let (full, empty) = (full.path().to_str().unwrap(), empty.path().to_str().unwrap());
        let file = format!("{full}/a.pem");
        for (folders, expected) in [
            (full.to_owned(), Ok(1)),
            (format!("/missing:{full}"), Ok(1)),
            (format!("{empty}:{full}"), Ok(1)),
            (empty.to_owned(), Err("it has no file with a certificate in PEM")),
            ("/missing".to_owned(), Err("No such file")),
            (format!("/missing:{file}"), Err("No such file")),
            (file.clone(), Err("Not a directory")),
        ] {
            let read = roots(&[(FOLDERS, &folders)]).load().map(|read| read.unwrap().len());
            match (read, expected) {
                (Ok(count), Ok(expected)) => assert_eq!(count, expected, "{folders}"),
                (Err(SetupError::Variable { variable: FOLDERS, reason }), Err(why)) => {
                    assert!(reason.contains(why), "{folders}: {reason}");
                }
                (read, _) => panic!("{folders}: {read:?}"),
            }
        }
        // Both together; an empty folder beside a file has nothing to add.
        let both = |folders| roots(&[(FILE, &file), (FOLDERS, folders)]).load();
        assert_eq!(both(full).unwrap().unwrap().len(), 2);
        assert_eq!(both(empty).unwrap().unwrap().len(), 1);
        assert!(both("/missing").is_err());
    }

    #[test]
    fn a_system_without_certificates_is_told() {
        let empty = tempfile::tempdir().unwrap();
        let folders = [empty.path().to_owned(), "/missing".into()];
        assert_eq!(of_the_system(None, &folders), Err(SetupError::NoRoots));
        assert_eq!(of_the_system(Some("/missing".as_ref()), &[]), Err(SetupError::NoRoots));
        assert!(SetupError::NoRoots.to_string().contains("ca-certificates"));
    }
}
