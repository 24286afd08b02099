//! Credentials must not leave the provider.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::fake::Account;

/// Everything that would let its reader into the account.
pub(crate) fn of(account: &Account) -> Vec<String> {
    let credentials = &account.credentials;
    let basic = format!("{}/token:{}", credentials.email, credentials.api_token);
    let own = [&credentials.api_token, &credentials.oauth_token, &credentials.oauth_client_secret]
        .map(Clone::clone);
    let issued = credentials.issued_tokens().into_iter().map(str::to_owned);
    let numbers = account.phone_numbers().values().map(|number| number.token.clone());
    own.into_iter().chain(issued).chain(numbers).chain([STANDARD.encode(basic)]).collect()
}

/// Checks that a text holds none of the secrets.
#[track_caller]
pub(crate) fn expect_none(secrets: &[String], text: &str, place: &str) {
    for secret in secrets {
        assert!(!text.contains(secret.as_str()), "a credential of the account is in {place}:\n{text}");
    }
}

/// Checks every file of a directory, those excepted that the test wrote itself: its configuration.
///
/// A saved plan is an archive; what is in it is checked where it is shown.
#[track_caller]
pub(crate) fn expect_none_in_files(secrets: &[String], dir: &Path) {
    for entry in fs::read_dir(dir).expect("the directory can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            expect_none_in_files(secrets, &path);
        } else if path.extension().is_none_or(|extension| extension != "tf") {
            let bytes = fs::read(&path).expect("the file can be read");
            expect_none(secrets, &String::from_utf8_lossy(&bytes), &path.display().to_string());
        }
    }
}

/// A plan without the part that repeats the configuration.
pub(crate) fn without_configuration(plan: &Value) -> String {
    let mut plan = plan.clone();
    for part in ["configuration", "variables"] {
        plan.as_object_mut().map(|fields| fields.remove(part));
    }
    plan.to_string()
}
