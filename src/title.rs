//! A name or a text from outside, as a heading, a comment or a label shows it.

use crate::plain_text::short_line;

/// Where a text is cut, in characters.
const MAX_CHARS: usize = 80;

/// Puts a text on one line, escapes control characters and cuts it; blank text is none.
#[must_use]
pub fn title(text: Option<&str>) -> Option<String> {
    Some(short_line(text?, MAX_CHARS)).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_title_is_one_short_line() {
        assert_eq!(title(Some(" Main\r\n menu\u{1b}[31m ")).as_deref(), Some("Main menu\\u{1b}[31m"));
        assert_eq!(title(Some(&"主".repeat(81))).unwrap(), format!("{}…", "主".repeat(80)));
        for blank in [None, Some(""), Some(" \n ")] {
            assert_eq!(title(blank), None);
        }
    }
}
