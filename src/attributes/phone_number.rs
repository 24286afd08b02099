//! Telephone numbers as people and as the service write them.

use tf_provider::{AttributePath, Diagnostics};

use super::checks::error;
use crate::plain_text::quoted;
use crate::plugin::diagnostic;

/// Characters that people put between the digits of a number.
const SEPARATORS: [char; 6] = [' ', '-', '.', '(', ')', '/'];

/// Gives the number without its separators: digits, and a leading `+` where there is one.
#[must_use]
pub fn digits(number: &str) -> String {
    number.replace(SEPARATORS, "")
}

/// Tells whether two spellings are the same number.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    digits(one) == digits(other)
}

/// Tells whether the text is digits, separators and at most a leading `+`; an extension, for one, is not.
#[must_use]
pub fn is_dialable(number: &str) -> bool {
    let digits = digits(number);
    let digits = digits.strip_prefix('+').unwrap_or(&digits);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether a number is in E.164: `+`, then at most 15 digits of which the first isn't 0.
#[must_use]
pub fn is_e164(number: &str) -> bool {
    let digits = digits(number);
    digits
        .strip_prefix('+')
        .is_some_and(|digits| (2..=15).contains(&digits.len()) && !digits.starts_with('0'))
}

/// Checks that a number can be dialled, and warns where it is not in the form that Zendesk asks for.
pub fn check(diags: &mut Diagnostics, number: &str, path: AttributePath) {
    if !is_dialable(number) {
        let detail = format!(
            "{path} is {}. Allowed are digits, a leading + and the separators space, -, ., (, ) and /; \
             an extension can't be dialled.",
            quoted(number)
        );
        error(diags, "Invalid phone number", detail, path);
    } else if !is_e164(number) {
        let detail = format!(
            "{path} is {}. Zendesk asks for E.164: + and the country code, at most 15 digits, for \
             example +12059531462. The API may refuse it.",
            quoted(number)
        );
        diags.add_warning(diagnostic("Phone number not in E.164", detail, path));
    }
}

/// Checks that a number is in the form in which Zendesk gives it.
pub fn check_e164(diags: &mut Diagnostics, number: &str, path: AttributePath) {
    if !is_e164(number) || !is_dialable(number) {
        let detail = format!(
            "{path} is {}. Allowed is E.164: + and the country code, at most 15 digits, for example +12059531462.",
            quoted(number)
        );
        error(diags, "Invalid phone number", detail, path);
    }
}

#[cfg(test)]
mod tests {
    use super::{is_dialable, is_e164, same};

    #[test]
    fn separators_make_no_difference() {
        assert!(same("+1 (205) 953-1462", "+12059531462"));
        assert!(same("+49.30/1234", "+49 30 1234"));
        assert!(!same("+12059531462", "12059531462"));
        assert!(!same("+12059531462", "+12059531463"));
    }

    #[test]
    fn tells_numbers_from_other_text() {
        for number in ["+1 (205) 953-1462", "911", "0800 123"] {
            assert!(is_dialable(number), "{number}");
        }
        for text in ["", "+", "+1205x12", "1205 ext. 12", "1+205", "sales", "+1,2", "()"] {
            assert!(!is_dialable(text), "{text}");
        }
    }

    #[test]
    fn tells_international_numbers() {
        assert!(is_e164("+12059531462"));
        for number in ["12059531462", "+0205", "+1234567890123456", "+1"] {
            assert!(!is_e164(number), "{number}");
        }
    }
}
