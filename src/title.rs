//! A name or a text from outside, as a heading, a comment or a label shows it.

/// Where a text is cut, in characters.
const MAX_CHARS: usize = 80;

/// Puts a text on one line, drops control characters and cuts it; blank text is none.
#[must_use]
pub fn title(text: Option<&str>) -> Option<String> {
    let line = text?.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|char| !char.is_control()).collect();
    match line.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => Some(format!("{}…", &line[..end])),
        None => (!line.is_empty()).then_some(line),
    }
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_title_is_one_short_line() {
        assert_eq!(title(Some(" Main\r\n menu\u{1b}[31m ")).as_deref(), Some("Main menu[31m"));
        assert_eq!(title(Some(&"主".repeat(81))).unwrap(), format!("{}…", "主".repeat(80)));
        for blank in [None, Some(""), Some(" \n "), Some("\u{0}")] {
            assert_eq!(title(blank), None);
        }
    }
}
