//! Text of the API must not steer a terminal, turn letters around, or hide.

use serde_json::Value;

/// Whether a character may be in what a person reads.
fn is_plain(char: char) -> bool {
    let is_direction = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_hidden = matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    matches!(char, '\n' | '\t') || !(char.is_control() || is_direction || is_hidden)
}

/// Checks that a text can be shown on a terminal as it is.
#[track_caller]
pub(crate) fn expect_plain(text: &str, place: &str) {
    let odd = text.char_indices().find(|(_, char)| !is_plain(*char));
    if let Some((at, char)) = odd {
        let around: String = text[at..].chars().take(80).collect();
        panic!("{place} holds {char:?}: {around:?}");
    }
}

/// Checks what Terraform printed: all of it, or of the JSON for programs, which holds values as they are, what the
/// provider made of them.
#[track_caller]
pub(super) fn expect_plain_output(output: &str, place: &str) {
    let lines: Vec<_> = output.lines().map(serde_json::from_str::<Value>).collect();
    if lines.iter().any(Result::is_err) || lines.is_empty() {
        return expect_plain(output, place);
    }
    let made =
        ["/@message", "/diagnostic/summary", "/diagnostic/detail", "/list_resource_found/display_name"];
    for line in lines.iter().flatten() {
        let texts = made.iter().filter_map(|path| line.pointer(path)?.as_str());
        texts.for_each(|text| expect_plain(text, place));
    }
}
